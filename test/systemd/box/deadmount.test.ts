import assert from "node:assert/strict";
import type { Box } from "./box.ts";
import { deadMountMissing, mountDead } from "./deadmount.ts";
import { boxFor, systemdTest } from "./systemd-test.ts";

/** A pass that handles SIGTERM and waits for a file on the mount. */
const pass = `[Service]
Type=oneshot
ExecStart=/bin/sh -c 'trap "echo asked to end" TERM; cat /mnt/dead/log; echo went on'
SyslogIdentifier=pass
TimeoutStartSec=1
TimeoutStopSec=1
`;

async function boxWithPass(box: Box): Promise<void> {
  await box.write("/etc/systemd/system/pass.service", pass);
  await box.shell("systemctl daemon-reload");
}

systemdTest(
  "a service that waits for a dead mount ends by its time-out, where a kill reaches it",
  async (context) => {
    const box = await boxFor(context);
    await boxWithPass(box);
    await mountDead(box, "/mnt/dead", "killable");
    assert.equal((await box.run("systemctl", ["start", "pass"])).status, 1);
    const { Result, ActiveState } = await box.unit("pass");
    assert.deepEqual({ Result, ActiveState }, { Result: "timeout", ActiveState: "failed" });
    assert.equal(await box.shell("pgrep -x cat || true"), "");
  },
  deadMountMissing,
);

systemdTest(
  "a process in the deepest sleep outlives SIGKILL, and wakes when the server has gone",
  async (context) => {
    const box = await boxFor(context);
    await boxWithPass(box);
    const mount = await mountDead(box, "/mnt/dead", "unkillable");
    assert.equal((await box.run("systemctl", ["start", "pass"])).status, 1);
    const state = async () => (await box.shell("ps -o stat= -p $(pgrep -f '^cat /mnt/dead') || true")).trim();
    assert.equal(await state(), "D");
    await mount.end();
    await box.shell("while pgrep -f '^cat /mnt/dead'; do sleep 0.05; done");
    assert.equal((await box.run("ls", ["/mnt/dead"])).stdout, "");
  },
  deadMountMissing,
);

systemdTest(
  "a box ends although PID 1 itself sleeps so, as it does when a path unit watches a dead mount",
  async (context) => {
    const box = await boxFor(context);
    await box.write("/etc/systemd/system/pass.path", "[Path]\nPathChanged=/mnt/dead\n");
    await boxWithPass(box);
    await mountDead(box, "/mnt/dead", "unkillable");
    const stuck = await box.start("systemctl", ["start", "pass.path"]);
    await box.shell("until grep -qE 'fuse|request_wait' /proc/1/wchan; do sleep 0.05; done");
    await box.reboot("power cut");
    assert.notEqual((await stuck.ended).status, 0);
  },
  deadMountMissing,
);
