import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { tryPattern, type IsMeant, type Trial } from "../../../src/core/files/patterntrial.ts";
import { claimed, plainBuild } from "./claiming.ts";

const pattern = "xml/{machine}_{run}.xml";

describe("A pattern tried out", () => {
  test("tells what the build gains, and claims it from then on", () => {
    const trial = tried(["xml/m2_bbb.xml", "xml/m1_bbb.xml", "xml/bbb_m3.xml"], pattern);
    assert.deepEqual(trial?.files, ["xml/m2_bbb.xml", "xml/m1_bbb.xml"]);
    assert.deepEqual(trial.machines, ["m1", "m2"]);
    assert.deepEqual(trial.after.attribution.unclaimed, []);
    assert.equal(trial.after.config.reporter.xml.at(-1), pattern);
  });

  test("may serve another build beside it", () => {
    assert.deepEqual(tried(["xml/m1_bbb.xml", "xml/m1_aaa.xml"], pattern)?.files, ["xml/m1_bbb.xml"]);
  });

  const useless: readonly [title: string, paths: readonly string[], pattern: string][] = [
    ["gains nothing", ["xml/aaa_m1.xml", "xml/other.xml"], pattern],
    ["serves only another build", ["xml/m1_aaa.xml"], pattern],
    ["contests a file that another build claims", ["xml/m1_bbb.xml", "xml/aaa_bbb.xml"], pattern],
    ["contests a file that nobody claimed", ["xml/m1_bbb.xml", "xml/1-aaa-bbb.xml"], "xml/*{run}*.xml"],
    ["takes a file from another build", ["xml/m1_cccc.xml", "xml/aaa_cccc.xml"], pattern],
  ];
  for (const [title, paths, bad] of useless) {
    test(`is refused when it ${title}`, () => {
      const build = paths[0]?.includes("cccc") === true ? "cccc" : "bbb";
      assert.equal(
        tried(paths, bad, () => true, build),
        undefined,
      );
    });
  }

  test("is refused when the build gains a file for a machine that is not meant", () => {
    const isMeant: IsMeant = (path, { build }, machine) => build === "bbb" && path.includes(`${machine ?? ""}_`);
    assert.notEqual(tried(["xml/m1_bbb.xml"], pattern, isMeant), undefined);
    assert.equal(
      tried(["xml/m1_bbb.xml"], "xml/m{machine}_{run}.xml", (_, __, machine) => machine === "m1"),
      undefined,
    );
  });
});

test("A pattern may give a file that stands under an undeclared machine to a declared one, if that is meant", () => {
  const claimants = [plainBuild("bbb", ["m1"])];
  const trial = (isMeant: IsMeant): Trial | undefined =>
    tryPattern(
      claimed(["xml/bbb_m1-x.xml"], claimants),
      { kind: "junit", pattern: "xml/{run}_{machine}-x.xml" },
      "bbb",
      isMeant,
    );
  assert.deepEqual(trial((_, __, machine) => machine === "m1")?.files, ["xml/bbb_m1-x.xml"]);
  assert.equal(
    trial(() => false),
    undefined,
  );
});

function tried(
  paths: readonly string[],
  tryThis: string,
  isMeant: IsMeant = () => true,
  build = "bbb",
): Trial | undefined {
  const claimants = [plainBuild("aaa"), plainBuild(build)];
  return tryPattern(claimed(paths, claimants), { kind: "junit", pattern: tryThis }, build, isMeant);
}
