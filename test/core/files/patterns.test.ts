import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { forSubRun, namesRun, pathGlob, pathRegex, patternFault } from "../../../src/core/files/patterns.ts";

const names = { run: "nightly-linux", build: "nightly", group: "linux" };

function machine(pattern: string, path: string): string | undefined {
  const match = pathRegex(pattern, names).exec(path);
  return match === null ? undefined : (match.groups?.["machine"] ?? "-");
}

const rows: readonly (readonly [title: string, pattern: string, path: string, machine: string | undefined])[] = [
  ["a machine is what stands in its place", "xml/{run}/{machine}.xml", "xml/nightly-linux/m1.xml", "m1"],
  ["a machine stays within its path segment", "xml/{machine}.xml", "xml/a/b.xml", undefined],
  ["a star stays within its path segment", "xml/*/{machine}.xml", "xml/a/b/m1.xml", undefined],
  ["**/ crosses folders", "xml/**/{machine}.xml", "xml/a/b/m1.xml", "m1"],
  ["**/ may stand for no folder at all", "xml/**/{machine}.xml", "xml/m1.xml", "m1"],
  ["a hash is 32 hex digits", "{machine}-{hash}.xml", `m1-${"0a".repeat(16)}.xml`, "m1"],
  ["31 hex digits are no hash", "{machine}-{hash}.xml", `m1-${"a".repeat(31)}.xml`, undefined],
  ["a number is an underscore and three digits", "{machine}{n}.json", "m1_001.json", "m1"],
  ["two digits are no number", "{machine}{n}.json", "m1_01.json", undefined],
  ["a dot is a dot", "a.xml", "aXxml", undefined],
  ["group and build are bound", "{build}/{group}/{machine}.xml", "nightly/linux/m1.xml", "m1"],
  ["nothing may follow", "{machine}.xml", "m1.xml.bak", undefined],
];

for (const [title, pattern, path, said] of rows) test(title, () => assert.equal(machine(pattern, path), said));

test("a group that is not bound is what stands in its place, the same wherever it stands", () => {
  const regex = pathRegex("{group}/{build}-{group}.log", { run: "", build: "nightly", group: null });
  assert.equal(regex.exec("linux/nightly-linux.log")?.groups?.["group"], "linux");
  assert.equal(regex.exec("linux/nightly-win.log"), null);
});

test("a name is literal, whatever it is made of", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: "binary" }), fc.string({ unit: "binary" }), (run, other) => {
      const regex = pathRegex("x/{run}.xml", { run, build: "b", group: null });
      assert.equal(regex.test(`x/${other}.xml`), other === run);
      assert.ok(regex.test(`x/${run}.xml`));
    }),
  );
});

test("the glob binds and escapes names, and has a star for every other hole", () => {
  assert.equal(
    pathGlob("xml/{run}/{machine}-{hash}.xml", { ...names, run: "a*[b]?(c)!+@\\" }),
    "xml/a\\*\\[b\\]\\?\\(c\\)\\!\\+\\@\\\\/*-*.xml",
  );
  assert.equal(pathGlob("xml/**/{machine}{n}.xml", names), "xml/**/*.xml");
  assert.equal(pathGlob("logs/{build}-{group}.log", { ...names, group: null }), "logs/nightly-*.log");
});

for (const [pattern, fault] of [
  ["xml/{run}/{machine}.xml", undefined],
  ["/xml/{run}.xml", "expected a path below the reporter directory"],
  ["../{run}.xml", "expected a path below the reporter directory"],
  ["xml/../../{run}.xml", "expected a path below the reporter directory"],
  ["xml/**.xml", "** is used as **/ only"],
  ["xml/{Run}.xml", "unknown placeholder {Run}; known are {run} {build} {group} {machine} {hash} {n}"],
  ["xml/{machine}/{machine}.xml", "{machine} can stand only once"],
] as const) {
  test(`the pattern ${pattern} is ${fault === undefined ? "fine" : `refused: ${fault}`}`, () =>
    assert.equal(patternFault(pattern), fault));
}

test("a pattern names a run by {run} or {build}, not by {group} alone", () => {
  assert.deepEqual(["{run}.xml", "{build}.xml", "{group}.xml", "*.xml"].map(namesRun), [true, true, false, false]);
});

test("a sub-run's name stands in place of {run}, also one with a dollar sign", () => {
  assert.equal(forSubRun("{run}/{run}.xml", "{build}$&{group}"), "{build}$&{group}/{build}$&{group}.xml");
});
