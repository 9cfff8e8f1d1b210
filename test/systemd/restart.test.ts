import assert from "node:assert/strict";
import { systemdTest } from "./box/systemd-test.ts";
import { controllerFor, units, type Controller } from "./controller.ts";
import { until } from "./passes.ts";

async function stateOf({ ok }: Controller, build: string): Promise<string | undefined> {
  const { builds } = JSON.parse(await ok("status", build, "--all", "--json")) as { builds: { state: string }[] };
  return builds[0]?.state;
}

for (const how of ["power cut", "in order"] as const) {
  systemdTest(`after a reboot by ${how}: what it killed is not posted, what comes after it is`, async (context) => {
    const controller = await controllerFor(context);
    const { box, mattermost, install, run, ok, root, everyThreeSeconds } = controller;
    await install();
    await everyThreeSeconds();
    // A run in the midst of its work, another that is registered and begins later, and a third that is told before.
    const runner = await box.start("sleep", ["infinity"]);
    await ok("start", "killed", "--machines", "m1,m2", "--pid", String(runner.pid));
    await box.shell(`mkdir -p ${root}/cypress/cmcReporter/xml/killed
      echo '<testsuites name="Mocha Tests" tests="0"/>' >${root}/cypress/cmcReporter/xml/killed/m1.xml`);
    await ok("start", "later", "--machines", "m1");
    await run("before", "--machines", "m1");
    await mattermost.untilPosts(1);

    await box.reboot(how);
    for (const unit of [units.path, units.timer]) assert.equal((await box.unit(unit))["ActiveState"], "active");
    await until(async () => (await stateOf(controller, "killed")) === "TERMINATED", "not TERMINATED");
    assert.match(await ok("status", "killed"), /TERMINATED/);
    await run("later", "--machines", "m1", "--registered");
    await mattermost.untilPosts(2);
    const told = mattermost.posts.map(({ text }) => /`?(before|later|killed)/.exec(text)?.[1]);
    assert.deepEqual(told, ["before", "later"]);
    assert.equal(await stateOf(controller, "later"), "COMPLETED");
  });
}
