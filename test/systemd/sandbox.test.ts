import assert from "node:assert/strict";
import { systemdTest } from "./box/systemd-test.ts";
import { controllerFor, units, type Controller } from "./controller.ts";
import { untilIdle, untilPassAfter } from "./passes.ts";

/** What `systemd-analyze security` may say at most: 0 is best, 10 worst. */
const exposureLimit = 2.1;

async function passed({ box }: Controller): Promise<void> {
  await untilIdle(box);
  await untilPassAfter(box, () => box.shell(`systemctl start ${units.service}`));
}

systemdTest(
  "systemd finds nothing to complain of in the units, and little that the service could do",
  async (context) => {
    const { box, install } = await controllerFor(context);
    await install();
    const files = Object.values(units).map((unit) => `/usr/lib/systemd/system/${unit}`);
    const { status, stdout, stderr } = await box.run("systemd-analyze", ["verify", "--man=no", ...files]);
    assert.deepEqual({ status, said: stdout + stderr }, { status: 0, said: "" });
    assert.notEqual((await box.unit(units.service))["TimeoutStartUSec"], "infinity");
    const told = await box.shell(`systemd-analyze security --no-pager ${units.service} | tail -1`);
    const [, exposure] = /exposure level for .*: ([\d.]+)/.exec(told) ?? [];
    assert.ok(Number(exposure) <= exposureLimit, told);
    context.diagnostic(told.trim());
  },
);

systemdTest("from inside the service a runner of another user is seen, and its end", async (context) => {
  const controller = await controllerFor(context);
  const { box, install, ok } = controller;
  await install();
  const runner = await box.start("setpriv", ["--reuid", "65534", "--clear-groups", "sleep", "infinity"]);
  await ok("start", "nightly", "--machines", "m1", "--pid", String(runner.pid));
  const runners = async () => {
    await passed(controller);
    // What the service itself wrote down: a command by hand looks from outside.
    return box.shell("grep -rho '\"alive\":\\[[^]]*\\]' /var/lib/atvm-run-watcher | sort -u");
  };
  assert.match(await runners(), new RegExp(`"pid":${runner.pid}\\b`));
  await runner.kill();
  assert.equal(await runners(), '"alive":[]\n');
});

systemdTest(
  "artifacts that root alone may read, below root's home, are read, and nothing there is written",
  async (context) => {
    const controller = await controllerFor(context);
    const { box, mattermost, install, run, root, everyThreeSeconds } = controller;
    await install();
    await everyThreeSeconds();
    await box.shell(`mkdir -p ${root}/cypress/cmcReporter/logs; chmod 700 /root ${root}`);
    await run("nightly", "--machines", "m1,m2");
    await box.shell(`find ${root}/cypress/cmcReporter -type f -exec chmod 600 {} + -exec chown 65534 {} +`);
    await mattermost.untilPosts(1);
    assert.match(mattermost.posts[0]?.text ?? "", /COMPLETED[^]*2 machines passed/);
    const write = ["-p", "ProtectHome=read-only", "-p", "ProtectSystem=strict"];
    const property = async (name: string) => (await box.unit(units.service))[name];
    assert.deepEqual([await property("ProtectHome"), await property("ProtectSystem")], ["read-only", "strict"]);
    const tried = await box.run("systemd-run", ["-q", "--wait", "--pipe", ...write, "touch", `${root}/x`]);
    assert.match(tried.stderr, /Read-only file system/);
  },
);
