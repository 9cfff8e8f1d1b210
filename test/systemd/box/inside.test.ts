import assert from "node:assert/strict";
import { chmodSync, chownSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../program/workplace.ts";
import { boxFor, systemdTest } from "./systemd-test.ts";

systemdTest(
  "a command in the box: input, environment, folder, output, status, signal, limit of time",
  async (context) => {
    const box = await boxFor(context);
    const script = 'cat; pwd; echo "$GREETING $HOME"; env | cut -d= -f1 | sort | tr "\\n" " "; echo bad >&2; exit 3';
    const ran = await box.run("sh", ["-c", script], { input: "in\n", env: { GREETING: "hello" } });
    assert.deepEqual(ran, { status: 3, stdout: "in\n/\nhello /root\nGREETING HOME LANG PATH PWD ", stderr: "bad\n" });
    assert.equal((await box.run("sh", ["-c", "kill -TERM $$"])).status, 143);
    assert.equal((await box.run("no-such-command")).status, 127);
    await assert.rejects(
      box.run("sh", ["-c", "echo begun; exec sleep 1000"], { timeoutMs: 500 }),
      /not done after 500 ms\nbegun/,
    );
    assert.equal(
      await box.shell("until ! pgrep -x sleep; do sleep 0.05; done; cat /proc/self/cgroup | grep ^0"),
      "0::/shell\n",
    );
    await assert.rejects(box.shell("echo fine; false; echo not reached"), /status 1 of .*\nfine\n$/s);
  },
);

systemdTest("a process goes on in the box until it is killed", async (context) => {
  const box = await boxFor(context);
  const running = await box.start("sh", ["-c", "echo $NAME; exec sleep 1000"], { env: { NAME: "x y" } });
  assert.equal(
    await box.shell(
      `until grep -q sleep /proc/${running.pid}/cmdline; do sleep 0.05; done; ps -o args= ${running.pid}`,
    ),
    "sleep 1000\n",
  );
  assert.equal(running.output(), "x y\n");
  // Nothing of what holds it is in the box.
  assert.equal(
    await box.shell(`ps -o ppid= ${running.pid} | tr -d ' '; ps -e -o args | grep -c "[e]xec 4>&2" || true`),
    "0\n0\n",
  );
  assert.equal((await running.kill()).status, 137);
  assert.equal((await box.run("kill", ["-0", `${running.pid}`])).status, 1);
  const frozen = await box.start("sh", ["-c", "kill -STOP $$; exit 6"]);
  await box.shell(`until grep -q 'State:.T' /proc/${frozen.pid}/status; do sleep 0.05; done; kill -CONT ${frozen.pid}`);
  assert.equal((await frozen.ended).status, 6);
  const ending = await box.start("sh", ["-c", "exit 5"]);
  assert.equal((await ending.ended).status, 5);
});

systemdTest("files and folders are copied in and belong to root", async (context) => {
  const folder = temporaryFolder(context);
  mkdirSync(join(folder, "deep/er"), { recursive: true });
  writeFileSync(join(folder, "tool"), "#!/bin/sh\necho works\n");
  writeFileSync(join(folder, "deep/er/data"), Buffer.from([0, 255, 10]));
  chmodSync(join(folder, "tool"), 0o750);
  chownSync(join(folder, "tool"), 1234, 1234);
  const box = await boxFor(context);
  await box.shell("mkdir /opt/links; ln -s /dev/null /opt/links/tool");
  await box.copyIn(join(folder, "tool"), "/opt/links/tool");
  await box.copyIn(folder, "/opt/all of it");
  assert.equal(
    await box.shell("stat -c '%F %a %U' /opt/links/tool; /opt/links/tool"),
    "regular file 750 root\nworks\n",
  );
  assert.equal(
    await box.shell(
      "stat -c %U:%G '/opt/all of it/tool'; '/opt/all of it/tool'; od -An -tu1 '/opt/all of it/deep/er/data'",
    ),
    "root:root\nworks\n   0 255  10\n",
  );
  await box.write("/new/folder/file", "ä\n");
  assert.equal(await box.read("/new/folder/file"), "ä\n");
  await assert.rejects(box.read("/not/there"), /No such file/);
});

systemdTest("the journal is told by identifier, and what units are by property", async (context) => {
  const box = await boxFor(context);
  await box.write(
    "/etc/systemd/system/talker.service",
    "[Service]\nType=oneshot\nSyslogIdentifier=talker\nEnvironment=A=1 'B=2 3'\nExecStart=/bin/echo one\nExecStart=/bin/echo two\n",
  );
  await box.shell("systemctl daemon-reload; systemctl start talker; logger -t another three");
  assert.deepEqual(await box.journal("talker"), ["one", "two"]);
  assert.deepEqual(await box.journal("nobody"), []);
  const { Type, Result, ExecStart, Environment } = await box.unit("talker.service");
  assert.deepEqual({ Type, Result, Environment }, { Type: "oneshot", Result: "success", Environment: 'A=1 "B=2 3"' });
  assert.match(ExecStart ?? "", /path=\/bin\/echo .* one .*\n.*path=\/bin\/echo .* two /);
});
