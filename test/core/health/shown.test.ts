import assert from "node:assert/strict";
import { test } from "node:test";
import { shownUnits } from "../../../src/core/health/shown.ts";

// As systemctl of systemd 252 printed it, with a blank and a bracket in one of the paths.
const shown = `Paths=/run/atvm-run-watcher/doorbell (PathChanged)
Paths=/srv/my atvm (new)/logs (PathChanged)
Result=success
Id=atvm-run-watcher.path
LoadState=loaded
ActiveState=active
SubState=waiting
FragmentPath=/lib/systemd/system/atvm-run-watcher.path
UnitFileState=enabled
NeedDaemonReload=yes

NextElapseUSecRealtime=Wed 2026-11-25 23:36:00 UTC
Result=success
Id=atvm-run-watcher.timer
LoadState=loaded
ActiveState=active
SubState=waiting
FragmentPath=/lib/systemd/system/atvm-run-watcher.timer
UnitFileState=enabled
NeedDaemonReload=no

TimeoutStartUSec=2min
PrivateTmp=yes
StartLimitIntervalUSec=0
Result=exit-code
ExecStart={ path=/usr/bin/atvm-run-watcher ; argv[]=/usr/bin/atvm-run-watcher reconcile ; ignore_errors=no ; pid=267 ; code=exited ; status=78 }
Id=atvm-run-watcher.service
LoadState=loaded
ActiveState=failed
SubState=failed
FragmentPath=/lib/systemd/system/atvm-run-watcher.service
UnitFileState=static
NeedDaemonReload=no
`;

test("what systemctl shows of the three units is read, whatever their order", () => {
  const blocks = shown.split("\n\n");
  for (const text of [shown, blocks.toReversed().join("\n\n")]) {
    const { path, timer, service } = shownUnits(text);
    assert.deepEqual(path.watches, [
      { path: "/run/atvm-run-watcher/doorbell", how: "PathChanged" },
      { path: "/srv/my atvm (new)/logs", how: "PathChanged" },
    ]);
    assert.deepEqual([path.load, path.file, path.active, path.sub], ["loaded", "enabled", "active", "waiting"]);
    assert.deepEqual([path.needsReload, timer.needsReload], [true, false]);
    assert.equal(path.fragment, "/lib/systemd/system/atvm-run-watcher.path");
    assert.equal(timer.next, "Wed 2026-11-25 23:36:00 UTC");
    assert.deepEqual([service.command, service.result], ["/usr/bin/atvm-run-watcher reconcile", "exit-code"]);
    assert.deepEqual([service.timeout, service.startLimit, service.ownTmp], ["2min", "0", true]);
  }
});

test("a unit that was not shown has nothing", () => {
  const { path, service } = shownUnits("");
  assert.deepEqual([path.load, path.watches, service.command], ["", [], ""]);
});
