import assert from "node:assert/strict";
import { test } from "node:test";
import { cypressLog, twoGreen } from "../core/logs/cypresslog.ts";
import { green, junit } from "./artifacts.ts";
import { neverPosts } from "./never.ts";
import { pass, untilClosed } from "./passes.ts";
import { buildOf, explain } from "./reads.ts";
import { makeRig } from "./rig.ts";

test("a run without progress whose process lives on is hung and is never posted", async (context) => {
  const rig = await makeRig(context);
  const runner = await rig.runner("whatever");
  const options = ["--machines", "alpha", "--pid", String(runner.pid), "--hang-after", "1s"];
  await rig.ok("start", rig.build, ...options);
  rig.report(`logs/${rig.build}.log`, cypressLog(twoGreen, "specs"));
  await untilClosed(rig, "HUNG");
  assert.match(
    await explain(rig),
    /because no progress and no sign of life for \d+ s\n {2}because its runner is alive/,
  );
  assert.equal((await rig.run("status", "--check")).status, 1);
  await neverPosts(rig, "HUNG");
  await rig.ok("resolve", rig.build, "--accept");
  assert.equal((await rig.run("status", "--check")).status, 0);
});

test("a run that never started is given up and is never posted", async (context) => {
  const rig = await makeRig(context);
  await rig.ok("start", rig.build, "--machines", "alpha");
  await pass(rig);
  assert.match(await explain(rig), /because nothing of it has been seen yet; it is given up at \d{4}-/);
  await rig.ok("reset", rig.build, "--start-within", "1s");
  await untilClosed(rig, "UNKNOWN");
  assert.match(await explain(rig), /because nothing of it was ever seen in \d+ s/);
  await neverPosts(rig, "UNKNOWN");
});

test("a run whose end is certain but whose reports are missing is unknown and is never posted", async (context) => {
  const rig = await makeRig(context);
  await rig.ok("start", rig.build, "--machines", "alpha,beta");
  rig.report(`xml/${rig.build}/beta.xml`, junit(green));
  await pass(rig);
  assert.match(
    await explain(rig),
    /because alpha has not reported\n {2}because nothing confirms yet that the run is over/,
  );
  await rig.ok("reset", rig.build, "--ended");
  await untilClosed(rig, "UNKNOWN");
  assert.match(await explain(rig), /because alpha has not reported\n {2}because an operator said that the run is over/);
  assert.equal((await buildOf(rig)).needsReview, true);
  await neverPosts(rig, "UNKNOWN");
});

test("a run that ended with a report nobody can read is unknown and is never posted", async (context) => {
  const rig = await makeRig(context);
  await rig.ok("start", rig.build, "--machines", "alpha");
  rig.report(`xml/${rig.build}/alpha.xml`, "<html><body>502 Bad Gateway</body></html>");
  await pass(rig);
  await rig.ok("reset", rig.build, "--ended");
  await untilClosed(rig, "UNKNOWN");
  assert.match(await explain(rig), /because the report of alpha cannot be read: xml\/\S+\/alpha\.xml: /);
  await neverPosts(rig, "UNKNOWN");
});
