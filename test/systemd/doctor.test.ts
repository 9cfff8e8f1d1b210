import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { systemdTest } from "./box/systemd-test.ts";
import { controllerFor, units, type Controller } from "./controller.ts";
import { untilIdle } from "./passes.ts";

type Fault = readonly [
  what: string,
  cause: (controller: Controller) => Promise<unknown>,
  status: 1 | 2,
  said: RegExp,
  mend: (controller: Controller) => Promise<unknown>,
];

const shell =
  (script: string) =>
  ({ box }: Controller): Promise<string> =>
    box.shell(script);

const faults: readonly Fault[] = [
  [
    "the timer is stopped",
    shell(`systemctl stop ${units.timer}`),
    2,
    /FAULT\s+units\s+\S+\.timer is inactive and starts no pass\n\s+-> sudo systemctl start \S+\.timer$/m,
    shell(`systemctl start ${units.timer}`),
  ],
  [
    "the path unit is not enabled",
    shell(`systemctl disable ${units.path}`),
    2,
    /FAULT\s+units\s+\S+\.path is disabled: after the next boot it starts no pass/,
    shell(`systemctl enable ${units.path}`),
  ],
  [
    "a unit was changed and not loaded",
    shell(`touch -d '+2 seconds' /usr/lib/systemd/system/${units.timer}`),
    1,
    /WARNING\s+units\s+\S+\.timer was changed on disk and is not loaded anew\n\s+-> sudo systemctl daemon-reload$/m,
    shell("systemctl daemon-reload"),
  ],
  [
    "the root was changed in the configuration alone",
    shell(`mkdir -p /srv/new; sed -i 's#{#{"root":"/srv/new",#' /etc/atvm-run-watcher/config.json`),
    2,
    /FAULT\s+watched\s+\S+\.path is not as the configuration says: it does not watch \/srv\/new\/.*, and it watches \/root\/.*\n\s+-> sudo atvm-run-watcher setup/,
    ({ ok, root }) => ok("setup", "--root", root),
  ],
  [
    "an administrator's unit file shadows the installed one",
    shell(`cp /usr/lib/systemd/system/${units.timer} /etc/systemd/system; systemctl daemon-reload`),
    0 as 1,
    /note\s+units\s+\/etc\/systemd\/system\/\S+\.timer takes the place of the installed unit file/,
    shell(`rm /etc/systemd/system/${units.timer}; systemctl daemon-reload`),
  ],
  [
    "another installation lies before this one",
    shell("printf '#!/bin/sh\\n' >/usr/local/bin/atvm-run-watcher; chmod +x /usr/local/bin/atvm-run-watcher"),
    1,
    /WARNING\s+program\s+a shell finds \/usr\/local\/bin\/atvm-run-watcher before \/usr\/bin\/atvm-run-watcher/,
    shell("rm /usr/local/bin/atvm-run-watcher"),
  ],
  [
    "the webhook is unknown to Mattermost",
    shell(
      "sed -i 's#hooks/.*#hooks/wrongwrongwrongwrongwrongwr#' /etc/atvm-run-watcher/credentials/mattermost-webhook",
    ),
    2,
    /FAULT\s+mattermost\s+/,
    ({ box, mattermost }) => box.shell("atvm-run-watcher setup --webhook-file -", { input: mattermost.webhook().href }),
  ],
  [
    "nobody has stored a webhook",
    shell("mv /etc/atvm-run-watcher/credentials /root/away"),
    2,
    /FAULT\s+webhook\s+there is none: nothing can be posted\n\s+-> sudo atvm-run-watcher setup --webhook-file FILE/,
    shell("mv /root/away /etc/atvm-run-watcher/credentials"),
  ],
  [
    "others may read the webhook",
    shell("chmod 644 /etc/atvm-run-watcher/credentials/mattermost-webhook"),
    1,
    /WARNING\s+credentials\s+.*chmod/,
    shell("chmod 600 /etc/atvm-run-watcher/credentials/mattermost-webhook"),
  ],
  [
    "Mattermost cannot be reached",
    ({ mattermost }) => mattermost.refuse(),
    2,
    /FAULT\s+mattermost\s+.*refuses connections; .*; until then messages wait$/m,
    ({ mattermost }) => mattermost.accept(),
  ],
  [
    "the state lies on a disk that can only be read",
    shell(
      "mount --bind /var/lib/atvm-run-watcher /var/lib/atvm-run-watcher; mount -o remount,bind,ro /var/lib/atvm-run-watcher",
    ),
    2,
    /FAULT\s+state directory\s+\/var\/lib\/atvm-run-watcher cannot be written to/,
    shell("umount /var/lib/atvm-run-watcher"),
  ],
  [
    "the file of credentials lies where the service does not see it",
    async ({ box, ok, mattermost }) => {
      await box.shell(`cd /etc/atvm-run-watcher; cp config.json /root; mv credentials /root
        umask 077; echo 'MATTERMOST_ATVM_WEBHOOK=${mattermost.webhook().href}' >/tmp/keys`);
      await ok("setup", "--credentials-file", "/tmp/keys");
    },
    2,
    /FAULT\s+credentials\s+\/tmp\/keys is hidden from the service, .*\n\s+-> use another place, or a drop-in with PrivateTmp=no$/m,
    async ({ box, ok, dropIn }) => {
      await dropIn(units.service, "[Service]\nPrivateTmp=no\n");
      assert.match(await ok("doctor"), /^nothing is wrong$/m);
      await box.shell(`rm /etc/systemd/system/${units.service}.d/90-test.conf; systemctl daemon-reload
        mv /root/config.json /root/credentials /etc/atvm-run-watcher`);
    },
  ],
  [
    "the webhook leads to a server that is no Mattermost",
    ({ mattermost }) => {
      const answer = { kind: "scripted", posts: false, end: { status: 404, body: "<h1>Not Found</h1>" } } as const;
      mattermost.script(answer, answer);
      return Promise.resolve();
    },
    1,
    /WARNING\s+mattermost\s+what answers knows no such page \(404\), but does not say so as Mattermost does\n\s+-> check the host/,
    () => Promise.resolve(),
  ],
  [
    "the timer hardly ever comes",
    ({ dropIn }) => dropIn(units.timer, "[Timer]\nOnCalendar=\nOnCalendar=2099-01-01\n"),
    1,
    /WARNING\s+timer\s+it starts no pass before Thu 2099-01-01 00:00:00 UTC: /,
    shell(
      `rm /etc/systemd/system/${units.timer}.d/90-test.conf; systemctl daemon-reload; systemctl restart ${units.timer}`,
    ),
  ],
  [
    "the service only says what it would do, and for as long as it likes",
    ({ dropIn }) =>
      dropIn(
        units.service,
        "[Unit]\nStartLimitIntervalSec=10\n[Service]\nTimeoutStartSec=infinity\nExecStart=\nExecStart=/usr/bin/atvm-run-watcher reconcile --dry-run\n",
      ),
    1,
    /\.service starts \S+ reconcile --dry-run, not \S+ reconcile\n.*\n.*has no time-out: .*\n.*\n.*has a start limit: /,
    shell(`rm /etc/systemd/system/${units.service}.d/90-test.conf; systemctl daemon-reload`),
  ],
  [
    "the service starts something else",
    ({ dropIn }) => dropIn(units.service, "[Service]\nExecStart=\nExecStart=/bin/true\n"),
    1,
    /WARNING\s+units\s+\S+\.service starts \/bin\/true, not \/usr\/bin\/atvm-run-watcher/,
    shell(`rm /etc/systemd/system/${units.service}.d/90-test.conf; systemctl daemon-reload`),
  ],
];

/** Every fault on one controller, one after the other; each is mended, and doctor content, before the next. */
async function each(context: TestContext): Promise<void> {
  const controller = await controllerFor(context);
  const { install, watcher, box } = controller;
  // The program of the shell: /usr/local/bin may have another one for a while.
  const doctor = (...argv: readonly string[]) => box.run("/usr/bin/atvm-run-watcher", ["doctor", ...argv]);
  await install();
  for (const [what, cause, status, said, mend] of faults) {
    await context.test(what, async () => {
      await cause(controller);
      await untilIdle(box);
      const found = await doctor();
      assert.match(found.stdout, said);
      assert.equal(found.status, status, found.stdout);
      const json = JSON.parse((await doctor("--json")).stdout) as { status: number; findings: unknown[] };
      assert.equal(json.status, status);
      await mend(controller);
      await untilIdle(box);
      const after = await watcher("doctor");
      assert.equal(after.status, 0, after.stdout);
      assert.match(after.stdout, /^nothing is wrong$/m);
    });
  }
}

systemdTest("doctor finds what is wrong, names the cure, and tells by its exit status", each);

systemdTest("doctor posts a message only when asked, and marks it as a test", async (context) => {
  const { install, mattermost, ok } = await controllerFor(context);
  await install();
  await ok("doctor");
  assert.equal(mattermost.posts.length, 0);
  assert.match(await ok("doctor", "--send-test"), /ok\s+test message\s+it is in the channel/);
  assert.match(mattermost.posts[0]?.text ?? "", /TEST.*no run has ended/);
  assert.equal(mattermost.posts.length, 1);
});
