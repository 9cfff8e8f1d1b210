import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { patternCandidates } from "../../../src/core/files/candidates.ts";

const hash = "0123456789abcdef0123456789abcdef";

describe("A path of a known machine", () => {
  const paths: readonly [title: string, path: string, patterns: readonly string[]][] = [
    ["with the run before it", "xml/nightly-m1.xml", ["xml/{run}-{machine}.xml"]],
    ["with the run behind it", "xml/m1-nightly.xml", ["xml/{machine}-{run}.xml"]],
    ["in a folder named by a date", "xml/2026-11-23/nightly_m1.xml", ["xml/*/{run}_{machine}.xml"]],
    ["behind a date and a time", "xml/20261123-101112_nightly_m1.xml", ["xml/*_{run}_{machine}.xml"]],
    ["before a hash", `xml/nightly-m1-${hash}.xml`, ["xml/{run}-{machine}-{hash}.xml"]],
    ["before a reporter's counter", "mochawesome/nightly-m1_001.json", ["mochawesome/{run}-{machine}{n}.json"]],
    ["below an unknown folder", "cucumber/nightly/m1.xml", ["cucumber/{run}/{machine}.xml"]],
    ["alone in a generic folder", "logs/m1.log", ["logs/{machine}.log"]],
    ["with a folder of its own", "xml/m1/results.xml", ["xml/{machine}/results.xml", "xml/{machine}/*.xml"]],
    ["with a folder of its own, a file for each spec", "xml/m1/login.xml", ["xml/{machine}/*.xml"]],
    ["twice in it", "xml/m1/nightly_m1.xml", ["xml/{machine}/{run}_*.xml", "xml/*/{run}_{machine}.xml"]],
    ["without its domain", "logs/lnx.log", ["logs/{machine}.log"]],
    ["that begins like another one", "logs/m1-big.log", ["logs/{machine}.log"]],
    ["that is an address", "xml/nightly-10.20.30.40.xml", ["xml/{run}-{machine}.xml"]],
    ["of which a part alone stands there", "logs/10.log", []],
    ["beside what may be another run", "xml/weekly_m1.xml", []],
    ["below what may be another run", "xml/weekly/m1/results.xml", []],
  ];
  for (const [title, path, patterns] of paths) {
    test(`${title} makes ${patterns.length === 0 ? "no pattern" : patterns.join(" or ")}`, () => {
      const candidates = patternCandidates(path, "nightly", ["m1", "m1-big", "lnx.example.org", "10.20.30.40"]);
      assert.deepEqual(
        candidates.map(({ pattern }) => pattern),
        patterns,
      );
    });
  }

  test("tells the machine as it stands there", () => {
    assert.deepEqual(patternCandidates("logs/M1.log", "nightly", ["m1"]), [
      { pattern: "logs/{machine}.log", machine: "M1" },
    ]);
  });
});

describe("A path without a known machine", () => {
  test("makes a pattern for each part that may be one", () => {
    assert.deepEqual(patternCandidates("xml/firefox-nightly-m1.xml", "nightly", []), [
      { pattern: "xml/{machine}-{run}-m1.xml", machine: "firefox" },
      { pattern: "xml/firefox-{run}-{machine}.xml", machine: "m1" },
    ]);
  });

  test("is of the run as a whole when no such part is left", () => {
    assert.deepEqual(patternCandidates("logs/20261123_nightly-results.log", "nightly", []), [
      { pattern: "logs/*_{run}-results.log", machine: null },
    ]);
  });

  test("takes a date for no machine, and an address for one", () => {
    assert.deepEqual(patternCandidates("xml/nightly-20261123.xml", "nightly", []), [
      { pattern: "xml/{run}-*.xml", machine: null },
    ]);
    assert.deepEqual(patternCandidates("xml/nightly-192.168.10.11.xml", "nightly", []), [
      { pattern: "xml/{run}-{machine}.xml", machine: "192.168.10.11" },
    ]);
  });

  test("makes nothing when the run does not stand in it either", () => {
    for (const path of ["xml/m7.xml", "xml/weekly_m7.xml", "xml/nightlys_m7.xml"]) {
      assert.deepEqual(patternCandidates(path, "nightly", ["m1"]), [], path);
    }
  });
});

test("A path with characters that mean something in a pattern makes none", () => {
  for (const path of ["xml/{nightly}_m1.xml", "xml/nightly_m1*.xml"]) {
    assert.deepEqual(patternCandidates(path, "nightly", ["m1"]), [], path);
  }
});

test("Whatever the path, no pattern names the machine twice", () => {
  const part = fc.constantFrom("nightly", "m1", "xml", "-", "_", "/", "20261123", "x", hash, ".");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      for (const { pattern, machine } of patternCandidates(`${parts.join("")}.xml`, "nightly", ["m1"])) {
        assert.equal(pattern.split("{machine}").length, machine === null ? 1 : 2, pattern);
      }
    }),
  );
});
