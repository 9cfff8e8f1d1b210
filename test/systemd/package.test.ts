import assert from "node:assert/strict";
import { before } from "node:test";
import { machineNode } from "./box/disk.ts";
import type { Box } from "./box/box.ts";
import { boxMissing } from "./box/missing.ts";
import { systemdTest } from "./box/systemd-test.ts";
import { controllerFor, quickPolicy, units, type Controller } from "./controller.ts";
import { asVersion, makePackages, packagingMissing, type Packages } from "./packages.ts";

/** A controller has an old Node or none: the one in the package is to be used. Nor does it forbid to start anything. */
const options = {
  hide: [...machineNode(), "/usr/sbin/policy-rc.d"],
  node: "/usr/lib/atvm-run-watcher/current/bin/node",
};
const missing = (): string | undefined => boxMissing() ?? packagingMissing();

let packages: Packages;
before(() => {
  if (missing() === undefined) packages = makePackages();
});

async function dpkg(box: Box, ...argv: readonly string[]): Promise<string> {
  return box.shell('dpkg "$@" 2>&1'.replace('"$@"', argv.map((word) => `'${word}'`).join(" ")), { timeoutMs: 120_000 });
}

async function installDeb({ box }: Controller, deb: string): Promise<string> {
  await box.copyIn(deb, "/root/package.deb");
  return dpkg(box, "-i", "/root/package.deb");
}

async function states(box: Box): Promise<readonly string[]> {
  const each = [units.path, units.timer].map(async (unit) => {
    const { UnitFileState = "", ActiveState = "" } = await box.unit(unit);
    return `${UnitFileState} ${ActiveState}`;
  });
  return Promise.all(each);
}

const running = ["enabled active", "enabled active"];

async function configured(controller: Controller): Promise<void> {
  const { box, mattermost, ok } = controller;
  await box.shell("atvm-run-watcher setup --webhook-file -", { input: mattermost.webhook().href });
  assert.match(await ok("doctor"), /^nothing is wrong$/m);
  await controller.everyThreeSeconds();
}

systemdTest(
  "a Debian package works on a machine without Node and network, until it is purged",
  async (context) => {
    const controller = await controllerFor(context, options);
    const { box, mattermost, ok, run } = controller;
    assert.equal(await box.shell("command -v node || echo none"), "none\n");
    assert.match(
      await installDeb(controller, packages.deb),
      /configure it with: sudo atvm-run-watcher setup --webhook-file -;/,
    );
    assert.deepEqual(await states(box), running);
    assert.equal(await box.shell("dpkg-query -W -f '${Conffiles}' atvm-run-watcher"), "");
    assert.match((await controller.watcher("doctor")).stdout, /FAULT\s+webhook\s+there is none/);
    await configured(controller);
    await run("nightly", "--machines", "m1,m2");
    await mattermost.untilPosts(1);
    assert.match(mattermost.posts[0]?.text ?? "", /COMPLETED[^]*2 machines passed/);
    for (const licence of ["LICENSE", "copyright"]) await box.read(`/usr/share/doc/atvm-run-watcher/${licence}`);
    const lib = `/usr/lib/atvm-run-watcher/${packages.version}`;
    assert.match(await box.read(`${lib}/THIRD-PARTY-LICENSES.txt`), /proper-lockfile/);
    assert.match(await box.read(`${lib}/NODE-LICENSE.txt`), /Node\.js/);
    assert.match(
      await box.shell(`${lib}/uninstall 2>&1 || true`),
      /installed as a Debian package; remove it with: apt remove/,
    );

    await dpkg(box, "-r", "atvm-run-watcher");
    assert.equal((await box.unit(units.service))["LoadState"], "not-found");
    assert.equal(
      await box.shell(
        "ls -d /usr/bin/atvm* /usr/lib/atvm* /run/atvm* /usr/lib/systemd/system/*atvm* 2>/dev/null || true",
      ),
      "",
    );
    await box.shell("test -e /etc/atvm-run-watcher/config.json; test -e /var/lib/atvm-run-watcher/history.jsonl");
    await installDeb(controller, packages.deb);
    assert.deepEqual(await states(box), running);
    assert.match(await ok("status"), /nightly[^]*COMPLETED/);
    await box.shell(`rm -r /etc/systemd/system/${units.timer}.d`);

    await dpkg(box, "-P", "atvm-run-watcher");
    const left =
      "ls -d /etc/atvm* /var/lib/atvm* /usr/bin/atvm* /usr/lib/atvm* /run/atvm* /etc/systemd/system/*atvm* /etc/systemd/system/*.wants/atvm* /var/lib/systemd/deb-systemd-helper-*/*atvm*";
    assert.equal(await box.shell(`${left} 2>/dev/null || true`), "");
  },
  missing,
);

systemdTest(
  "upgrade and roll back keep state, configuration and what an administrator decided, and a run under way",
  async (context) => {
    const controller = await controllerFor(context, {
      ...options,
      config: { policy: quickPolicy, mattermost: { timeout: "5s" } },
    });
    const { box, mattermost, ok, run } = controller;
    const next = asVersion(context, packages, "9.9.9");
    await installDeb(controller, packages.deb);
    await configured(controller);
    const runner = await box.start("sleep", ["infinity"]);
    await ok("start", "open", "--machines", "m1", "--pid", String(runner.pid));
    await run("first", "--machines", "m1");
    await mattermost.untilPosts(1);
    const configuration = await box.read("/etc/atvm-run-watcher/config.json");

    for (const [deb, version, build] of [
      [next, "9.9.9", "second"],
      [packages.deb, packages.version, "third"],
    ] as const) {
      const posted = mattermost.posts.length;
      await installDeb(controller, deb);
      assert.equal(await ok("--version"), `${version}\n`);
      assert.equal(await box.shell("ls /usr/lib/atvm-run-watcher"), `${version}\ncurrent\n`);
      assert.deepEqual(await states(box), running);
      assert.equal(await box.read("/etc/atvm-run-watcher/config.json"), configuration);
      assert.match(await ok("status"), /open: RUNNING|open\b[^]*RUNNING/);
      await run(build, "--machines", "m1");
      await mattermost.untilPosts(posted + 1);
    }
    assert.equal(mattermost.posts.length, 3);
    assert.equal(await box.shell("systemctl --failed --no-legend --no-pager"), "");

    await box.shell(`systemctl disable --now ${units.path}`);
    await installDeb(controller, next);
    assert.equal((await box.unit(units.path))["UnitFileState"], "disabled");
    assert.equal((await box.unit(units.timer))["ActiveState"], "active");
  },
  missing,
);

systemdTest(
  "the tarball installs the same without Node and network, and rolls back by one link",
  async (context) => {
    const controller = await controllerFor(context, options);
    const { box, mattermost, ok, run } = controller;
    await box.copyIn(packages.tarball, "/root/watcher.tar.gz");
    await box.shell("tar -C /root -xzf /root/watcher.tar.gz");
    const folder = `/root/atvm-run-watcher-${packages.version}`;
    const installed = await box.shell(`${folder}/install --webhook-file -`, { input: mattermost.webhook().href });
    assert.match(installed, /^nothing is wrong$/m);
    assert.deepEqual(await states(box), running);
    await controller.everyThreeSeconds();
    await run("nightly", "--machines", "m1");
    await mattermost.untilPosts(1);

    const lib = "/usr/lib/atvm-run-watcher";
    await box.shell(
      `cp -R ${lib}/${packages.version} ${lib}/0.0.9; sed -i 's/"${packages.version}"/"0.0.9"/' ${lib}/0.0.9/*.cjs`,
    );
    await box.shell(`ln -sfn 0.0.9 ${lib}/current`);
    assert.equal(await ok("--version"), "0.0.9\n");
    await run("later", "--machines", "m1");
    await mattermost.untilPosts(2);
    await box.shell(`${lib}/current/uninstall --purge`);
    assert.equal(
      await box.shell("ls -d /etc/atvm* /var/lib/atvm* /usr/lib/atvm* /usr/bin/atvm* 2>/dev/null || true"),
      "",
    );
  },
  missing,
);

systemdTest(
  "where the package was removed, but not purged, the tarball can be installed",
  async (context) => {
    const controller = await controllerFor(context, options);
    const { box } = controller;
    await installDeb(controller, packages.deb);
    await configured(controller);
    await dpkg(box, "-r", "atvm-run-watcher");
    await box.copyIn(packages.tarball, "/root/watcher.tar.gz");
    await box.shell("tar -C /root -xzf /root/watcher.tar.gz");
    assert.match(await box.shell(`/root/atvm-run-watcher-${packages.version}/install`), /^nothing is wrong$/m);
    assert.deepEqual(await states(box), running);
  },
  missing,
);
