import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { systemdTest } from "./box/systemd-test.ts";
import { controllerFor, units } from "./controller.ts";
import { until, untilIdle, untilPassAfter } from "./passes.ts";

/** Without the timer only what is tested starts a pass. */
const noTimer = "[Timer]\nOnCalendar=\nOnBootSec=1y\n";

systemdTest("what comes during a pass is found by that pass", async (context) => {
  const { box, mattermost, install, run, ok, dropIn, everyThreeSeconds } = await controllerFor(context);
  await install();
  await everyThreeSeconds();
  await ok("start", "other", "--machines", "m1", "--pid", "1");
  mattermost.script({ kind: "usual", afterMs: 4_000 });
  await run("nightly", "--machines", "m1");
  await until(() => mattermost.requests.some(({ body }) => body.includes("nightly")), "no message");
  await dropIn(units.timer, noTimer);
  // Its file event and its ring at the doorbell come while the service runs, where systemd drops them.
  await ok("cancel", "other");
  await untilIdle(box);
  assert.equal(mattermost.posts.length, 1);
  const told = (await box.journal("atvm-run-watcher")).filter((line) => line.includes("other"));
  assert.match(told.at(-1) ?? "", /CANCELLED/);
});

systemdTest("each kind of file event starts a pass, at once", async (context) => {
  const { box, install, root, ok, dropIn } = await controllerFor(context);
  await install();
  await dropIn(units.timer, noTimer);
  const logs = `${root}/cypress/cmcReporter/logs`;
  for (const [what, how] of [
    ["created", "touch a"],
    ["appended to", "echo line >>a"],
    ["renamed", "mv a b"],
    ["removed", "rm b"],
  ] as const) {
    // So that it is a lone event, which no spacing of passes holds up.
    await wait(2_100);
    const ms = await untilPassAfter(box, () => box.shell(`cd ${logs}; ${how}`));
    context.diagnostic(`a file that is ${what}: a pass has ended after ${Math.round(ms)} ms`);
  }
  await untilIdle(box);
  await untilPassAfter(box, () => ok("start", "nightly", "--machines", "m1"));
});

systemdTest("directories that are missing, come, go and come again are watched", async (context) => {
  const { box, install, root, dropIn } = await controllerFor(context, { root: "/srv/atvm" });
  await install();
  await dropIn(units.timer, noTimer);
  const reporter = `${root}/cypress/cmcReporter`;
  for (const gone of [`${reporter}/xml`, reporter, root]) {
    await box.shell(`rm -rf ${gone}`);
    await untilIdle(box);
    await box.reboot("in order");
    assert.equal((await box.unit(units.path))["ActiveState"], "active", `${gone} is missing at boot`);
    await untilPassAfter(box, () => box.shell(`mkdir -p ${reporter}/xml`));
    await untilIdle(box);
    await untilPassAfter(box, () => box.shell(`touch ${reporter}/xml/a`));
    await box.shell(`rm -rf ${gone}; mkdir -p ${reporter}/xml ${reporter}/logs`);
    await untilIdle(box);
    await untilPassAfter(box, () => box.shell(`touch ${reporter}/xml/b`));
  }
});
