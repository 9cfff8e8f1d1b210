import assert from "node:assert/strict";
import { systemdTest } from "./box/systemd-test.ts";
import { controllerFor, quickPolicy, units } from "./controller.ts";
import { untilPassAfter } from "./passes.ts";

systemdTest("one command on a clean controller, and each run is told once, by units as shipped", async (context) => {
  const { box, mattermost, install, run, ok } = await controllerFor(context);
  await install();
  for (const unit of [units.path, units.timer]) {
    assert.equal(await box.shell(`systemctl is-enabled ${unit}; systemctl is-active ${unit}`), "enabled\nactive\n");
  }
  // Otherwise systemd may be a minute late.
  assert.equal((await box.unit(units.timer))["AccuracyUSec"], "1s");
  assert.equal(mattermost.posts.length, 0);
  await run("nightly", "--group", "linux=l1,l2", "--group", "windows=win-1,win-2");
  const ended = performance.now();
  await mattermost.untilPosts(2);
  const seconds = ((performance.now() - ended) / 1000).toFixed(1);
  context.diagnostic(
    `${seconds} s from the end of the runner to the last request, of which settle takes ${quickPolicy.settle}`,
  );
  const texts = () => mattermost.posts.map(({ text }) => text);
  assert.match(texts()[0] ?? "", /COMPLETED[^]*nightly-linux[^]*2 machines passed/);
  assert.match(texts()[1] ?? "", /FAILED[^]*nightly-windows[^]*1 of 2 machines failed/);
  await untilPassAfter(box, () => ok("reconcile"));
  assert.equal(mattermost.posts.length, 2);
  // Neither systemd's own lines about each pass, nor about the mount that it makes for the credentials.
  const noise = "(Starting|Finished|Deactivated).*atvm-run-watcher|run-credentials-atvm";
  await box.shell("journalctl --sync");
  assert.equal(await box.shell(`journalctl -q -o cat --no-pager | grep -cE '${noise}' || true`), "0\n");
});
