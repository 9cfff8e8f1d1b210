import assert from "node:assert/strict";
import { clocksCanBeFresh } from "./host.ts";
import { boxFor, systemdTest } from "./systemd-test.ts";

const stopping = `[Service]
ExecStart=/bin/sleep infinity
ExecStop=/bin/sh -c 'echo stopped in order >>/log'
[Install]
WantedBy=multi-user.target
`;

for (const [how, log] of [
  ["power cut", "written before\n"],
  ["in order", "written before\nstopped in order\n"],
] as const) {
  systemdTest(`a reboot by ${how}: the disk stays, what ran is gone, the boot is another one`, async (context) => {
    const box = await boxFor(context);
    const bootId = () => box.read("/proc/sys/kernel/random/boot_id");
    await box.write("/etc/systemd/system/stopping.service", stopping);
    await box.shell("systemctl daemon-reload; systemctl enable --now stopping; echo written before >/log");
    await box.shell("touch /run/of-this-boot /tmp/of-this-boot; logger -t before first");
    const before = {
      bootId: await bootId(),
      machine: await box.read("/etc/machine-id"),
      journal: await box.journal("before"),
    };
    const running = await box.start("sleep", ["1000"]);
    const began = performance.now();
    await box.reboot(how);
    assert.notEqual((await running.ended).status, 0);
    assert.equal(await box.read("/log"), log);
    assert.equal(await box.shell("ls /run/of-this-boot /tmp/of-this-boot 2>/dev/null || true"), "");
    assert.equal(await box.shell("pgrep -x sleep | wc -l"), "1\n");
    assert.equal((await box.unit("stopping.service"))["ActiveState"], "active");
    assert.deepEqual(await box.journal("before"), before.journal);
    assert.equal(await box.read("/etc/machine-id"), before.machine);
    assert.match(await bootId(), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\n$/);
    assert.notEqual(await bootId(), before.bootId);
    assert.match(await box.shell("journalctl --list-boots"), new RegExp((await bootId()).trim().replaceAll("-", "")));
    const uptime = Number((await box.read("/proc/uptime")).split(" ")[0]);
    const sinceReboot = (performance.now() - began) / 1000;
    // Whole seconds are taken off the machine's clock: up to one more may be told.
    if (clocksCanBeFresh()) assert.ok(uptime <= sinceReboot + 1, `${uptime} s up`);
    else context.diagnostic("the clocks of this machine cannot be set back: they go on over a reboot");
  });
}

systemdTest("a unit that failed while booting is named", async (context) => {
  const box = await boxFor(context);
  assert.ok(!box.booted.failed.includes("broken.service"));
  await box.write(
    "/etc/systemd/system/broken.service",
    "[Service]\nType=oneshot\nExecStart=/bin/false\n[Install]\nWantedBy=multi-user.target\n",
  );
  await box.shell("systemctl daemon-reload; systemctl enable broken");
  await box.reboot("power cut");
  assert.ok(box.booted.failed.includes("broken.service"));
});
