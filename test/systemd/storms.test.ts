import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import type { Box } from "./box/box.ts";
import { systemdTest } from "./box/systemd-test.ts";
import { controllerFor, units, type Controller } from "./controller.ts";
import { untilIdle, untilPassAfter } from "./passes.ts";

/** The share of one core that passes may take; without any spacing it was 60 %. */
const bound = 0.2;

/** CPU time that all services and systemd itself have used, in milliseconds. */
async function cpu(box: Box): Promise<{ readonly services: number; readonly systemd: number }> {
  const used = async (cgroup: string) => {
    const [, microseconds] = /usage_usec (\d+)/.exec(await box.read(`/sys/fs/cgroup/${cgroup}/cpu.stat`)) ?? [];
    return Number(microseconds) / 1_000;
  };
  return { services: await used("system.slice"), systemd: await used("init.scope") };
}

/** What the storm costs beside the wall time that goes by from its beginning until `seconds` later, in words and as a share. */
async function costOf(
  box: Box,
  storm: () => Promise<unknown>,
  seconds: number,
): Promise<{ share: number; words: string }> {
  const before = await cpu(box);
  const began = performance.now();
  await storm();
  await wait(Math.max(0, seconds * 1_000 - (performance.now() - began)));
  const after = await cpu(box);
  const wall = performance.now() - began;
  const percent = (ms: number) => `${((100 * ms) / wall).toFixed(1)} %`;
  const services = after.services - before.services;
  const words = `${percent(services)} of a core for all services, ${percent(after.systemd - before.systemd)} for systemd, in ${Math.round(wall / 1_000)} s`;
  return { share: services / wall, words };
}

/** An open build with a runner that is alive and reports for many machines. */
async function busyController(controller: Controller): Promise<void> {
  const { box, install, root, ok } = controller;
  await install();
  await ok("start", "nightly", "--machines", "m1,m2,m3", "--pid", String((await box.start("sleep", ["infinity"])).pid));
  const reports = `${root}/cypress/cmcReporter/xml/nightly`;
  await box.shell(
    `mkdir -p ${reports}; for i in 1 2; do echo '<testsuites name="Mocha Tests" tests="0"/>' >${reports}/m$i.xml; done`,
  );
  await untilIdle(box);
}

async function assertAwake({ box, root }: Controller): Promise<void> {
  assert.equal((await box.unit(units.path))["ActiveState"], "active");
  await untilIdle(box);
  await untilPassAfter(box, () => box.shell(`touch ${root}/cypress/cmcReporter/logs/lone`));
  assert.equal(await box.shell("systemctl list-units --failed --no-legend --no-pager"), "");
}

systemdTest(
  "10,000 file events at once cost a bounded share of a core, and the next event is seen",
  async (context) => {
    const controller = await controllerFor(context);
    await busyController(controller);
    const { box, root } = controller;
    const files = `cd ${root}/cypress/cmcReporter/logs; i=0; while [ $i -lt 10000 ]; do : >$i; i=$((i+1)); done`;
    const { share, words } = await costOf(box, () => box.shell(files), 20);
    context.diagnostic(`10,000 files at once: ${words}`);
    assert.ok(share < bound, words);
    await assertAwake(controller);
  },
);

systemdTest(
  "a log that grows line by line for a minute costs a bounded share, and the next event is seen",
  async (context) => {
    const controller = await controllerFor(context);
    await busyController(controller);
    const { box, root } = controller;
    const lines = `end=$(($(date +%s) + 60)); while [ $(date +%s) -lt $end ]; do echo line >>nightly.log; sleep 0.02; done`;
    const write = () => box.shell(`cd ${root}/cypress/cmcReporter/logs; ${lines}`, { timeoutMs: 90_000 });
    const { share, words } = await costOf(box, write, 60);
    context.diagnostic(`a line every 20 ms for a minute: ${words}`);
    assert.ok(share < bound, words);
    await assertAwake(controller);
  },
);
