import assert from "node:assert/strict";
import { systemdTest } from "./box/systemd-test.ts";
import { controllerFor, quickPolicy } from "./controller.ts";

systemdTest(
  "a pass by hand beside the timer: one works, the other waits or leaves, nothing is posted twice",
  async (context) => {
    const { box, mattermost, install, run, ok, watcher, everyThreeSeconds } = await controllerFor(context, {
      config: { policy: quickPolicy, mattermost: { timeout: "20s" } },
    });
    await install();
    await everyThreeSeconds();
    // The service sends for as long as it takes the one by hand to give up waiting.
    mattermost.script({ kind: "usual", afterMs: 13_000 });
    const { promise } = { promise: run("nightly", "--machines", "m1") };
    await promise;
    await mattermost.untilRequests(mattermost.requests.length + 1);
    const byHand = await watcher("reconcile");
    assert.equal(byHand.status, 75, byHand.stderr);
    assert.match(byHand.stderr, /lock-busy: another pass is under way; it sees the same evidence, so nothing is lost/);
    await mattermost.untilPosts(1);
    await Promise.all([1, 2, 3].map(() => ok("reconcile")));
    assert.equal(mattermost.posts.length, 1);
    assert.equal(await box.shell("systemctl --failed --no-legend --no-pager"), "");
  },
);
