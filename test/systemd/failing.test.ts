import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import type { Box } from "./box/box.ts";
import { deadMountMissing, mountDead, type DeadMount } from "./box/deadmount.ts";
import { systemdTest } from "./box/systemd-test.ts";
import { controllerFor, quickPolicy, units, type Controller } from "./controller.ts";
import { lastPass, until, untilIdle } from "./passes.ts";

async function failed(box: Box): Promise<string> {
  return box.shell("systemctl --failed --plain --no-legend --no-pager | cut -d' ' -f1");
}

async function assertStartersActive(box: Box): Promise<void> {
  assert.equal(await box.shell(`systemctl is-active ${units.path} ${units.timer} || true`), "active\nactive\n");
}

/** How often the service was started and failed, as systemd's own lines say. */
async function failures(box: Box): Promise<number> {
  return Number(
    await box.shell(
      `journalctl --sync; journalctl -q -o cat -u ${units.service} | grep -c 'Failed with result' || true`,
    ),
  );
}

const lib = "/usr/lib/atvm-run-watcher/current";

const breakages: readonly (readonly [
  what: string,
  breakIt: (controller: Controller) => Promise<unknown>,
  mend: (controller: Controller) => Promise<unknown>,
  said: RegExp,
  /** In 8 s of file events: one that ends after the program was started pauses for two seconds. */
  most: number,
])[] = [
  [
    "the configuration is broken",
    ({ configure }) => configure({ policy: { settle: "soon" } }),
    ({ configure }) => configure({ policy: quickPolicy }),
    /config-invalid: .*config\.json: policy\.settle/,
    6,
  ],
  [
    "the program is not there",
    ({ box }) => box.shell("mv /usr/lib/atvm-run-watcher/current /usr/lib/atvm-run-watcher/away"),
    ({ box }) => box.shell("mv /usr/lib/atvm-run-watcher/away /usr/lib/atvm-run-watcher/current"),
    /broken-install: \/usr\/lib\/atvm-run-watcher\/current leads nowhere; install it again/,
    6,
  ],
  [
    "the entry of the program is not there",
    ({ box }) => box.shell(`cd ${lib}; mv atvm-run-watcher.cjs away`),
    ({ box }) => box.shell(`cd ${lib}; mv away atvm-run-watcher.cjs`),
    /broken-install: \/usr\/lib\/atvm-run-watcher\/\S+ is not whole; install it again/,
    6,
  ],
  [
    "a part of the program is not there",
    ({ box }) => box.shell(`cd ${lib}; mv program away`),
    ({ box }) => box.shell(`cd ${lib}; mv away program`),
    /broken-install: the program could not be loaded \(.*\); install it again/,
    6,
  ],
  [
    "the launcher is not there",
    ({ box }) => box.shell("mv /usr/bin/atvm-run-watcher /usr/bin/away"),
    ({ box }) => box.shell("mv /usr/bin/away /usr/bin/atvm-run-watcher"),
    /atvm-run-watcher\.service: Failed at step EXEC spawning \/usr\/bin\/atvm-run-watcher: No such file/,
    120,
  ],
];

for (const [what, breakIt, mend, said, most] of breakages) {
  systemdTest(`passes that fail since ${what} are seen, never spin, and end when it is mended`, async (context) => {
    const controller = await controllerFor(context);
    const { box, root, install, ok, everyThreeSeconds } = controller;
    await install();
    await ok("start", "nightly", "--machines", "m1");
    await untilIdle(box);
    await breakIt(controller);
    // A file event each 20 ms, and something at the doorbell that no pass takes away.
    await box.shell(`touch /run/atvm-run-watcher/doorbell/rung
      end=$(($(date +%s) + 8)); while [ $(date +%s) -lt $end ]; do touch ${root}/cypress/cmcReporter/logs/x; sleep 0.02; done`);
    await until(async () => (await failed(box)) === `${units.service}\n`, "not failed");
    const events = await failures(box);
    await wait(4_000);
    const quiet = (await failures(box)) - events;
    context.diagnostic(`${what}: ${events} passes in 8 s with a file event every 20 ms, ${quiet} in the 4 s after`);
    assert.ok(events <= most, `${events} passes that failed`);
    assert.ok(quiet <= 1, `${quiet} passes that nothing asked for`);
    await assertStartersActive(box);
    const journal = (await box.shell("journalctl --sync; journalctl -q --no-pager -o cat")).split("\n");
    assert.ok(
      journal.some((line) => said.test(line)),
      `not told: ${said.source}`,
    );
    await mend(controller);
    await everyThreeSeconds();
    await until(async () => (await failed(box)) === "", "still failed");
    await assertStartersActive(box);
  });
}

/** Registers a build of another root, below which a mount is dead from then on. */
async function withDeadMount(controller: Controller, mountPoint: string): Promise<DeadMount> {
  const { box, ok } = controller;
  await box.shell("mkdir -p /srv/other/cypress/cmcReporter/xml");
  await ok("start", "elsewhere", "--root", "/srv/other", "--machines", "m1");
  return mountDead(box, mountPoint, "killable");
}

systemdTest(
  "a root on a dead mount holds up no other build, and everybody is told",
  async (context) => {
    const controller = await controllerFor(context);
    const { box, mattermost, install, run, ok, watcher, everyThreeSeconds } = controller;
    await install();
    await everyThreeSeconds();
    await withDeadMount(controller, "/srv/other/cypress/cmcReporter/xml");
    await run("nightly", "--machines", "m1");
    await mattermost.untilPosts(1);
    assert.match(await ok("status"), /elsewhere[^]*\/srv\/other\/cypress\/cmcReporter\/xml \(fuse\) does not answer/);
    await controller.configure({ root: "/srv/other" });
    assert.match(
      (await watcher("doctor")).stdout,
      /FAULT\s+reports\s+\/srv\/other\/.*xml cannot be looked at: \/srv\/other\/.*xml \(fuse\) does not/,
    );
    await assertStartersActive(box);
  },
  deadMountMissing,
);

systemdTest(
  "a pass that hangs ends by its time-out, the next one comes, and the lock is taken over",
  async (context) => {
    const controller = await controllerFor(context);
    const { box, mattermost, install, run, dropIn, everyThreeSeconds } = controller;
    await install();
    await dropIn(units.service, "[Service]\nTimeoutStartSec=4\nTimeoutStopSec=1\n");
    await everyThreeSeconds();
    // A link hides from the program that it leads to a dead mount.
    await withDeadMount(controller, "/srv/dead");
    await box.shell("rm -r /srv/other/cypress; ln -s /srv/dead /srv/other/cypress");
    await until(async () => (await box.unit(units.service))["Result"] === "timeout", "no pass runs into its time-out");
    await assertStartersActive(box);
    const hung = await lastPass(box);
    assert.equal(hung?.exit, null);
    await box.shell("rm /srv/other/cypress");
    await run("nightly", "--machines", "m1");
    await mattermost.untilPosts(1);
    assert.equal(await failed(box), "");
    await assertStartersActive(box);
  },
  deadMountMissing,
);

systemdTest("when passes come no more, the first line of status says so, and doctor", async (context) => {
  const { box, install, ok, watcher } = await controllerFor(context);
  await install();
  assert.match(await ok("status"), /^last pass \d+ s ago \(exit 0\)\n/);
  await box.shell(`systemctl disable ${units.path} ${units.timer}`);
  await box.reboot("power cut");
  assert.match(
    await ok("status"),
    /^NO PASS YET: is the timer active\? \(systemctl status atvm-run-watcher\.timer\)\n/,
  );
  assert.equal((await watcher("status", "--check")).status, 2);
  const doctor = await watcher("doctor");
  assert.equal(doctor.status, 2);
  assert.match(doctor.stdout, /FAULT\s+passes\s+there was none yet/);
});
