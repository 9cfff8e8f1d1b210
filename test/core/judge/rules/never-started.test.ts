import assert from "node:assert/strict";
import { test } from "node:test";
import { junit } from "../../papers.ts";
import { hour, minute, watching } from "../../situations.ts";

const day = 24 * hour;

test("nothing was seen for startWithin: unknown", () => {
  const run = watching();
  assert.equal(run.look(day - 1).says(), "RUNNING in-progress: not-begun");
  assert.equal(run.look(1).says(), "UNKNOWN never-started: never-started");
});

test("the registration's own startWithin comes before the configuration's", () => {
  assert.match(
    watching({ startWithin: "10m" }, { policy: { startWithin: "1h" } })
      .look(10 * minute)
      .says(),
    /^UNKNOWN/,
  );
});

test("one sign of life ends the wait for good", () => {
  assert.match(
    watching()
      .look(hour, { alive: [7] })
      .look(day)
      .says(),
    /^HUNG stalled/,
  );
  assert.doesNotMatch(
    watching()
      .look(hour, { files: [junit("m1")] })
      .look(day - 1)
      .says(),
    /never-started/,
  );
});

test("a blind look concludes nothing", () => {
  const run = watching().look(2 * day, { blind: "files" });
  assert.equal(run.says(), "RUNNING in-progress: cannot-look");
  assert.equal(run.look(30, { blind: "processes" }).says(), "RUNNING in-progress: cannot-look");
});

test("a new boot begins the wait anew", () => {
  const run = watching()
    .look(day - minute)
    .look(minute, { boot: "b2" });
  assert.match(run.look(day - 1).says(), /^RUNNING/);
  assert.match(run.look(1).says(), /^UNKNOWN never-started/);
});

test("a clock set forward by a week ends nothing", () => {
  assert.match(
    watching()
      .look(minute, { wallStep: 7 * day })
      .says(),
    /^RUNNING/,
  );
});

test("files of its name that fit no pattern are named", () => {
  const run = watching().look(day, { unclaimed: ["xml/nightly+m1.xml"] });
  assert.equal(run.says(), "UNKNOWN never-started: never-started layout");
});
