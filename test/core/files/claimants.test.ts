import assert from "node:assert/strict";
import { test } from "node:test";
import { broadGlobs, claimantsOf, globsOf } from "../../../src/core/files/claimants.ts";
import { inventoryOf, isLeftover } from "../../../src/core/files/fresh.ts";
import { newScope } from "../../../src/core/state/newscope.ts";
import { attemptOf, configOf, momentAt } from "../samples.ts";

const linux = { name: "linux", machines: ["m1"] };

test("a build that is not categorized is its own only claimant, with its declared machines", () => {
  const [own, ...more] = claimantsOf(configOf(), attemptOf({ machines: ["m1"] }), [], ["x"]);
  assert.deepEqual([own?.runs, own?.machines, own?.plain, more.length], [["nightly"], ["m1"], true, 0]);
});

test("of a categorized build every declared, known and possible group claims, each once", () => {
  const attempt = attemptOf({ categorized: true, groups: [linux], machines: ["m9"] });
  const scopes = [attempt.scope, newScope("known", "nightly-known", momentAt(0))];
  const claimants = claimantsOf(configOf(), attempt, scopes, ["linux", "guessed"]);
  assert.deepEqual(
    claimants.map(({ group }) => group),
    [null, "linux", "known", "guessed"],
  );
  assert.deepEqual(
    claimants.map(({ machines }) => machines),
    [[], ["m1"], [], []],
  );
  assert.ok(claimants.every(({ plain }) => !plain));
});

test("a declared group may go by three names, a guessed one by the configured name alone", () => {
  const claimants = claimantsOf(configOf(), attemptOf({ categorized: true, groups: [linux] }), [], ["guessed"]);
  assert.deepEqual(claimants[1]?.runs, ["nightly-linux", "nightly_linux", "nightly/linux"]);
  assert.deepEqual(claimants[2]?.runs, ["nightly-guessed"]);
});

test("machines declared with reset take the place of the registration's", () => {
  const attempt = attemptOf({ machines: ["m1"] });
  const [own] = claimantsOf(configOf(), attempt, [{ ...attempt.scope, declared: ["m2"] }], []);
  assert.deepEqual(own?.machines, ["m2"]);
});

test("where groups must be guessed, the globs find the files of any", () => {
  const { log } = globsOf(configOf({ reporter: { logs: ["logs/{run}/{machine}.log"] } }), [], ["nightly"]);
  assert.deepEqual(log, ["logs/nightly-*/*.log"]);
});

test("the broad globs find every file of the right ending below the patterns' folders, and each glob stands once", () => {
  assert.deepEqual(broadGlobs(configOf()), {
    log: ["logs/**/*.log"],
    junit: ["xml/**/*.xml"],
    mochawesome: ["mochawesome/**/*.json"],
  });
});

test("the broad globs find what a pattern names in a hidden folder, which ** passes over", () => {
  const mochawesome = ["mochawesome/{run}/{machine}/.jsons/*.json", "mochawesome/.all/{run}.json"];
  assert.deepEqual(broadGlobs(configOf({ reporter: { mochawesome } })).mochawesome, [
    "mochawesome/**/*.json",
    "mochawesome/*/*/.jsons/*.json",
    "mochawesome/.all/**/*.json",
  ]);
});

test("a leftover is as it was when the build was registered; one that differs in anything but its name is fresh", () => {
  const stamp = { ino: "1", size: 2, mtimeNs: "3" };
  const inventory = inventoryOf([{ path: "a.xml", stamp, position: null }]);
  const seen = (change: object, path = "a.xml"): boolean =>
    isLeftover(inventory, { path, kind: "junit", stamp: { ...stamp, ...change } });
  assert.deepEqual(
    [seen({}), seen({ ino: "9" }), seen({ size: 9 }), seen({ mtimeNs: "2" }), seen({}, "b.xml")],
    [true, false, false, false, true],
  );
});
