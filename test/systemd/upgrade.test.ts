import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { dist, manifest } from "../program/dist.ts";
import { temporaryFolder } from "../program/workplace.ts";
import type { Box } from "./box/box.ts";
import { systemdTest } from "./box/systemd-test.ts";
import { checkout, controllerFor, units } from "./controller.ts";
import { untilIdle } from "./passes.ts";

const install = `${checkout}/scripts/install`;
const lib = "/usr/lib/atvm-run-watcher";

async function active(box: Box): Promise<readonly (string | undefined)[]> {
  const shown = await Promise.all([units.path, units.timer].map((unit) => box.unit(unit)));
  return shown.map(({ ActiveState }) => ActiveState);
}

systemdTest("an upgrade is finished by what was installed, not by another installation on PATH", async (context) => {
  const { box, ...controller } = await controllerFor(context);
  await controller.install();
  await box.shell("printf '#!/bin/sh\\n' >/usr/local/bin/atvm-run-watcher; chmod +x /usr/local/bin/atvm-run-watcher");
  await untilIdle(box);
  const { status, stdout } = await box.run(install, ["--channel", "results"]);
  assert.equal(status, 0);
  assert.match(stdout, /^wrote \/etc\/atvm-run-watcher\/config\.json$/m);
  assert.match(stdout, /a shell finds \/usr\/local\/bin\/atvm-run-watcher before/);
  assert.deepEqual(await active(box), ["active", "active"]);
});

systemdTest("an upgrade that finds no room takes none, and passes go on coming", async (context) => {
  const { box, ok, ...controller } = await controllerFor(context);
  await box.shell(`mkdir ${lib}; mount -t tmpfs -o size=20m small ${lib}`);
  await controller.install();
  await box.shell(`cat /dev/zero >${lib}/other 2>/dev/null || true; truncate -s -1M ${lib}/other`);
  const before = await box.shell(`ls -A ${lib}; df --output=used ${lib}`);
  const { status, stderr } = await box.run(install);
  assert.notEqual(status, 0);
  assert.match(stderr, /No space left on device/);
  assert.equal(await box.shell(`ls -A ${lib}; df --output=used ${lib}`), before);
  assert.deepEqual(await active(box), ["active", "active"]);
  assert.match(await ok("doctor"), /^nothing is wrong$/m);
});

systemdTest("of two installations at once the second waits for the first", async (context) => {
  const { box, ok, ...controller } = await controllerFor(context);
  await controller.install();
  const before = await box.shell(`find ${lib} | sort`);
  // Holds what an installation holds for as long as it lasts.
  const first = await box.start("sh", ["-c", `exec 9<${lib}; flock 9; echo has it; exec sleep infinity`]);
  const second = await box.start(install);
  await box.shell("sleep 2");
  assert.equal(first.output(), "has it\n");
  assert.doesNotMatch(second.output(), /installed/);
  assert.deepEqual(await active(box), ["active", "active"]);
  await first.kill();
  assert.equal((await second.ended).status, 0);
  assert.equal(await box.shell(`find ${lib} | sort`), before);
  assert.match(await ok("doctor"), /^nothing is wrong$/m);
});

for (const script of [install, `${lib}/current/uninstall`]) {
  systemdTest(`without a directory behind --destdir nothing is touched: ${script}`, async (context) => {
    const { box, ...controller } = await controllerFor(context);
    await controller.install();
    for (const argv of [["--destdir"], ["--destdir", ""], ["--destdir", "/"]]) {
      const { status, stderr } = await box.run(script, argv);
      assert.equal(status, 64);
      assert.match(stderr, /--destdir needs a directory other than \//);
    }
    assert.deepEqual(await active(box), ["active", "active"]);
  });
}

test("the version before an upgrade stays, to roll back to; older ones do not", (context) => {
  const host = temporaryFolder(context);
  const versions = join(host, lib);
  for (const old of ["0.0.1", "0.0.2"]) mkdirSync(join(versions, old), { recursive: true });
  symlinkSync("0.0.2", join(versions, "current"));
  for (const time of ["once", "again"]) {
    execFileSync(join(dist, "../scripts/install"), ["--destdir", host]);
    assert.deepEqual(readdirSync(versions).sort(), ["0.0.2", manifest.version, "current"], time);
  }
});
