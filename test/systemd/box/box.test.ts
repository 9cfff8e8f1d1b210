import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../program/workplace.ts";
import { bootBox } from "./box.ts";
import { machineNode } from "./disk.ts";
import { boxFor, systemdTest } from "./systemd-test.ts";

systemdTest(
  "a systemd boots on its own: network, processes, identity, and no timer of the machine's",
  async (context) => {
    const box = await boxFor(context);
    const failed = box.booted.failed.length === 0 ? "no unit failed" : `failed: ${box.booted.failed.join(", ")}`;
    context.diagnostic(`booted in ${Math.round(box.booted.tookMs)} ms, ${failed}`);
    assert.equal(await box.read("/proc/1/comm"), "systemd\n");
    assert.equal(await box.shell("ls /sys/class/net; cat /sys/class/net/lo/flags"), "lo\n0x9\n");
    assert.equal(await box.shell("findmnt --noheadings --output PROPAGATION /"), "shared\n");
    assert.equal(await box.shell("stat -f -c %T /tmp /run /"), "tmpfs\ntmpfs\noverlayfs\n");
    assert.equal(await box.shell("systemctl list-timers --all --no-legend --no-pager"), "");
    assert.equal(await box.shell(`pgrep -cf '^${process.execPath}' || true`), "0\n");
    for (const path of ["/etc/machine-id", "/proc/sys/kernel/random/boot_id"]) {
      assert.notEqual(await box.read(path), existsSync(path) ? readFileSync(path, "utf8") : "");
    }
  },
);

systemdTest("two boxes know nothing of each other", async (context) => {
  const [one, two] = await Promise.all([boxFor(context), boxFor(context)]);
  await one.write("/etc/systemd/system/same.service", "[Service]\nExecStart=/bin/sleep infinity\n");
  await one.shell("systemctl daemon-reload; systemctl start same");
  assert.equal((await one.unit("same"))["ActiveState"], "active");
  assert.equal((await two.unit("same"))["LoadState"], "not-found");
  assert.equal(await two.shell("ps -e -o comm | grep -c sleep || true"), "0\n");
  assert.equal(await one.shell("cat /sys/fs/cgroup/system.slice/same.service/cgroup.procs | wc -l"), "1\n");
  assert.equal(await two.shell("ls -d /sys/fs/cgroup/system.slice/same.service 2>/dev/null || echo none"), "none\n");
});

systemdTest("files and folders are hidden, and nothing beside them", async (context) => {
  const box = await boxFor(context, { hide: ["/bin/whoami", "/etc/pam.d", "/nowhere/at/all", ...machineNode()] });
  assert.equal(await box.shell("for name in whoami node npm; do command -v $name || true; done"), "");
  assert.equal(await box.shell("ls /usr/bin/whoami /etc/pam.d 2>&1 | grep -c 'No such file' || true"), "2\n");
  assert.equal(await box.shell("id -un"), "root\n");
  for (const folder of ["/", "/etc", "/usr/bin"]) {
    const { mode, uid, gid } = statSync(folder);
    assert.equal(await box.shell(`stat -c '%f %u %g' ${folder}`), `${mode.toString(16)} ${uid} ${gid}\n`);
  }
  assert.ok(existsSync("/usr/bin/whoami"));
  await assert.rejects(bootBox({ hide: ["/etc/systemd"] }), /\/etc\/systemd cannot be hidden/);
});

systemdTest("a folder that a box would not see is shown to it, over a reboot too", async (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, "file"), "from outside");
  const box = await boxFor(context, { show: { "/opt/shown": folder } });
  for (const look of ["first", "after a reboot"]) {
    assert.equal(await box.read("/opt/shown/file"), "from outside", look);
    assert.notEqual((await box.run("touch", ["/opt/shown/other"])).status, 0);
    await box.reboot("power cut");
  }
});

systemdTest(
  "a service that is protected from the settings of the kernel knows the boot as everybody",
  async (context) => {
    const box = await boxFor(context);
    const look = ["cat", "/proc/sys/kernel/random/boot_id"];
    const told = await box.run("systemd-run", ["-q", "--wait", "--pipe", "-p", "ProtectKernelTunables=yes", ...look]);
    assert.equal(told.stdout, await box.read("/proc/sys/kernel/random/boot_id"));
  },
);

systemdTest("nothing that is written inside is seen outside", async (context) => {
  const box = await boxFor(context);
  await box.shell("echo mine >/etc/machine-id; mkdir /in-the-box; touch /run/in-the-box /tmp/in-the-box");
  for (const path of ["/in-the-box", "/run/in-the-box", "/tmp/in-the-box"]) assert.ok(!existsSync(path));
  assert.ok(!existsSync("/etc/machine-id") || readFileSync("/etc/machine-id", "utf8") !== "mine\n");
  assert.notEqual((await box.run("sh", ["-c", "echo box >/proc/sys/kernel/hostname"])).status, 0);
});

systemdTest("nothing inside may load kernel modules or set the clock", async (context) => {
  const box = await boxFor(context);
  const kernelModules = 1n << 16n; // CAP_SYS_MODULE
  const clock = 1n << 25n; // CAP_SYS_TIME
  for (const process of ["1", "self"]) {
    const status = await box.read(`/proc/${process}/status`);
    const capabilities = BigInt(`0x${/^CapBnd:\s*(\w+)$/m.exec(status)?.[1] ?? ""}`);
    assert.equal(capabilities & (kernelModules | clock), 0n);
    assert.notEqual(capabilities, 0n);
  }
});

systemdTest("the PATH is the one given", async (context) => {
  const box = await boxFor(context, { path: "/nowhere:/bin" });
  assert.equal(await box.shell("echo $PATH"), "/nowhere:/bin\n");
});
