import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { closedOwners, type ClosedBuild, type Holding } from "../../../src/core/files/owners.ts";
import { configOf, filesAt, groupOf, plainBuild } from "./claiming.ts";

describe("A file that no open build claims is a closed one's", () => {
  test("whose pattern fits, with the machine", () => {
    assert.deepEqual(owners(["xml/weekly_m1.xml"], [closed("weekly")]), [["xml/weekly_m1.xml", "weekly", "m1"]]);
  });

  test("whose name stands in the path, although no pattern fits", () => {
    const path = "xml/2026-11-23/m1-weekly-a.xml";
    assert.deepEqual(owners([path], [closed("weekly")]), [[path, "weekly", null]]);
  });

  test("by the run name of a group", () => {
    const build = { ...closed("weekly"), claimants: [groupOf("weekly", "linux")] };
    assert.deepEqual(owners(["xml/1/m1_weekly-linux.xml"], [build]), [
      ["xml/1/m1_weekly-linux.xml", "weekly-linux", null],
    ]);
  });

  test("with the longest name that stands there", () => {
    const builds = [closed("weekly"), closed("weekly-win"), closed("win")];
    assert.deepEqual(owners(["xml/1/weekly-win-m1.xml"], builds), [["xml/1/weekly-win-m1.xml", "weekly-win", null]]);
  });

  test("that claimed it, as long as nobody changed it", () => {
    const [file] = filesAt(["xml/m1.xml"]);
    assert.ok(file);
    const holding = { path: file.path, stamp: file.stamp, build: "weekly", run: "weekly", machine: "m1" };
    const written = { ...holding, stamp: { ...file.stamp, size: file.stamp.size + 1 } };
    assert.deepEqual(owners([file.path], [closed("weekly", [holding])]), [[file.path, "weekly", "m1"]]);
    assert.deepEqual(owners([file.path], [closed("weekly", [written])]), []);
  });
});

describe("A file is no closed build's", () => {
  test("that only holds its name within a word", () => {
    assert.deepEqual(owners(["xml/1/biweekly_m1.xml", "xml/1/weekly2.xml"], [closed("weekly")]), []);
  });

  test("by its name alone where an open run is named too, unless within that name", () => {
    assert.deepEqual(owners(["xml/1/weekly-tests/nightly_m1.xml"], [closed("weekly-tests")]), []);
    const path = "xml/1/nightly-win-m1.xml";
    assert.deepEqual(owners([path], [closed("nightly-win")]), [[path, "nightly-win", null]]);
  });

  test("whose name is that of a machine of an open build", () => {
    assert.deepEqual(owners(["xml/m9/a.xml", "xml/m9.xml"], [closed("m9")]), []);
  });
});

function closed(build: string, holdings: readonly Holding[] = []): ClosedBuild {
  return { build, claimants: [plainBuild(build)], holdings };
}

/** Path, run and machine of what closed builds own while `nightly` is open on the machine `m9`. */
function owners(paths: readonly string[], builds: readonly ClosedBuild[]): unknown {
  const found = closedOwners(configOf(), filesAt(paths), builds, { runs: ["nightly"], machines: ["m9"] });
  return [...found].map(([path, { run, machine }]) => [path, run, machine]);
}
