import assert from "node:assert/strict";
import type { Box } from "./box/box.ts";
import { systemdTest } from "./box/systemd-test.ts";
import { controllerFor, quickPolicy, units } from "./controller.ts";
import { untilIdle } from "./passes.ts";

/** Everything in the box that has the program's name. */
async function traces(box: Box): Promise<readonly string[]> {
  const named = "-name '*atvm*run*watcher*' -prune -print";
  const found = await box.shell(`find / -xdev ${named}; find /run /tmp -xdev ${named}`);
  return found.split("\n").filter((path) => path !== "");
}

/** What is there now and was not before. */
async function left(box: Box, before: readonly string[]): Promise<readonly string[]> {
  return (await traces(box)).filter((path) => !before.includes(path)).sort();
}

const kept = ["/etc/atvm-run-watcher", "/var/lib/atvm-run-watcher"];
const uninstall = "/usr/lib/atvm-run-watcher/current/uninstall";

async function loaded(box: Box): Promise<readonly (string | undefined)[]> {
  const states = await Promise.all(Object.values(units).map((unit) => box.unit(unit)));
  return states.map(({ LoadState }) => LoadState);
}

systemdTest(
  "uninstall leaves nothing behind but state and configuration, with which it can be installed again",
  async (context) => {
    const controller = await controllerFor(context, { root: "/srv/atvm" });
    const { box, ok, run, mattermost, everyThreeSeconds } = controller;
    await box.shell("rm -r /etc/atvm-run-watcher/");
    const before = await traces(box);
    await controller.configure({ policy: quickPolicy });
    await controller.install();
    await everyThreeSeconds();
    await run("nightly", "--machines", "m1");
    await mattermost.untilPosts(1);
    await ok("status");
    const dry = await box.shell(`${uninstall} --dry-run`);
    assert.match(dry, /^would remove \/usr\/bin\/atvm-run-watcher$/m);
    await box.shell(`rm -r /etc/systemd/system/${units.timer}.d`);
    assert.match(await box.shell(uninstall), /^kept: \/etc\/atvm-run-watcher and \/var\/lib\/atvm-run-watcher/m);
    assert.deepEqual(await left(box, before), kept);
    assert.deepEqual(await loaded(box), ["not-found", "not-found", "not-found"]);
    assert.equal(await box.shell("systemctl list-units --all 'atvm-run-watcher*' --no-legend --no-pager"), "");
    await controller.install();
    assert.match(await ok("status"), /nightly[^]*COMPLETED/);
    assert.equal(mattermost.posts.length, 1);
  },
);

systemdTest("uninstall --purge leaves nothing at all", async (context) => {
  const { box, ...controller } = await controllerFor(context, { root: "/srv/atvm" });
  await box.shell("rm -r /etc/atvm-run-watcher/");
  const before = await traces(box);
  await controller.install();
  await controller.dropIn(units.service, "[Service]\nNice=5\n");
  await untilIdle(box);
  await box.shell(`${uninstall} --purge`);
  assert.deepEqual(await left(box, before), []);
  assert.deepEqual(await loaded(box), ["not-found", "not-found", "not-found"]);
});
