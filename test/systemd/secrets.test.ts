import assert from "node:assert/strict";
import { usual, type Behaviour } from "../mattermost/behaviour.ts";
import { hookId } from "../mattermost/world.ts";
import type { Box } from "./box/box.ts";
import { systemdTest } from "./box/systemd-test.ts";
import { controllerFor, units } from "./controller.ts";
import { until } from "./passes.ts";

const places: readonly (readonly [name: string, look: string])[] = [
  ["properties of the units", `systemctl show --all ${Object.values(units).join(" ")}`],
  ["what a unit is started with", `systemctl cat ${Object.values(units).join(" ")}`],
  ["command lines and environments of all processes", "ps -e -ww -o args; cat /proc/[0-9]*/environ | tr '\\0' '\\n'"],
  ["the journal", "journalctl --sync; journalctl -q --no-pager -t atvm-run-watcher"],
  ["the whole journal", "journalctl -q --no-pager -o json"],
  ["the state", "find /var/lib/atvm-run-watcher /run/atvm-run-watcher -type f -exec cat {} +"],
  ["the configuration", "cat /etc/atvm-run-watcher/config.json"],
  [
    "what the program tells",
    "atvm-run-watcher status --all; atvm-run-watcher status --json; atvm-run-watcher doctor --json",
  ],
];

async function assertNowhere(box: Box, moment: string): Promise<void> {
  for (const [name, look] of places) {
    const { stdout, stderr } = await box.run("sh", ["-c", look]);
    assert.notEqual(stdout, "", `${name}: nothing to look at`);
    assert.ok(!`${stdout}${stderr}`.includes(hookId), `${moment}: the secret of the webhook is in ${name}`);
  }
}

const refused: Behaviour = { kind: "scripted", posts: false, end: { status: 429 } };

systemdTest("the webhook is told by no unit, process, journal or state, neither in use nor after", async (context) => {
  const { box, mattermost, install, run, ok, everyThreeSeconds } = await controllerFor(context);
  await install();
  await everyThreeSeconds();
  // The first try is refused, which is told; the second, after a probe, is under way for long enough to be looked at.
  mattermost.script(refused, usual, { kind: "usual", afterMs: 5_000 });
  await run("nightly", "--machines", "m1,m2");
  const tries = () => mattermost.requests.filter(({ body }) => body.includes("nightly")).length;
  await until(() => tries() === 2, "no second try");
  assert.match(await box.shell("ps -e -o args"), /atvm-run-watcher\.cjs reconcile/);
  await assertNowhere(box, "in use");
  await ok("doctor");
  await mattermost.untilPosts(1);
  await assertNowhere(box, "after");
  const secret = await box.shell(`grep -rl ${hookId} /etc /var /run /usr/lib/atvm-run-watcher 2>/dev/null || true`);
  assert.equal(secret, "/etc/atvm-run-watcher/credentials/mattermost-webhook\n");
  assert.equal(await box.shell(`stat -c '%a %U' ${secret.trim()} $(dirname ${secret.trim()})`), "600 root\n700 root\n");
});
