import assert from "node:assert/strict";
import type { Box } from "./box/box.ts";
import { machineNode } from "./box/disk.ts";
import { systemdTest } from "./box/systemd-test.ts";
import { checkout, controllerFor, quickPolicy, units } from "./controller.ts";
import { untilIdle, untilPassAfter } from "./passes.ts";

const install = `${checkout}/scripts/install`;

/** Every file that an installation, a configuration or a credential could be, with its content. */
function everything(box: Box): Promise<string> {
  return box.shell(
    "find /etc /usr/bin /usr/lib/systemd /usr/lib/atvm* /usr/share/doc/atvm* -type f -newer /etc/machine-id -exec sha256sum {} + 2>/dev/null | sort || true",
  );
}

const refusals: readonly (readonly [what: string, argv: readonly string[], input: string, said: RegExp])[] = [
  [
    "a file of the webhook that is not there",
    ["--webhook-file", "/nowhere"],
    "",
    /file-unreadable: \/nowhere cannot be read \(ENOENT\); name a file that can be read/,
  ],
  [
    "something that is no webhook",
    ["--webhook-file", "-"],
    "https://chat.example/secret\n",
    /webhook-invalid: what standard input holds does not end in \/hooks\/<id>; a webhook's URL is https/,
  ],
  ["nothing at all as webhook", ["--webhook-file", "-"], "\n", /webhook-invalid/],
  [
    "a file of credentials without a webhook",
    ["--credentials-file", "/etc/hosts"],
    "",
    /webhook-missing: \/etc\/hosts does not set MATTERMOST_ATVM_WEBHOOK/,
  ],
  [
    "a file of credentials with something that is no webhook",
    ["--credentials-file", "/srv/bad.env"],
    "",
    /webhook-invalid: what MATTERMOST_ATVM_WEBHOOK in \/srv\/bad\.env holds is not a URL/,
  ],
  [
    "both at once",
    ["--credentials-file", "/etc/hosts", "--webhook-file", "/etc/hosts"],
    "",
    /usage: give --webhook-file or --credentials-file, not both/,
  ],
  ["a root that is no absolute path", ["--root", "here"], "", /usage: --root: expects an absolute path/],
  [
    "a root that is a file",
    ["--root", "/etc/hosts"],
    "",
    /root-unusable: --root \/etc\/hosts cannot be used: it is not/,
  ],
  ["an unknown option", ["--rooot", "/srv"], "", /install: unknown option --rooot \(see --help\)/],
  ["an option without its value", ["--root"], "", /install: --root needs a value/],
];

systemdTest("what cannot be installed as asked is told by name, and nothing is changed", async (context) => {
  const { box, mattermost, ...controller } = await controllerFor(context);
  const refused = async (state: string): Promise<void> => {
    const before = await everything(box);
    for (const [what, argv, input, said] of refusals) {
      const { status, stdout, stderr } = await box.run(install, argv, { input });
      assert.notEqual(status, 0, `${state}, ${what}: ${stdout}`);
      assert.match(stderr, said, `${state}, ${what}`);
      assert.doesNotMatch(stdout + stderr, /secret/);
    }
    const dry = await box.run(install, ["--dry-run", "--root", "/srv", "--webhook-file", "-"], {
      input: mattermost.webhook().href,
    });
    assert.equal(dry.status, 0, dry.stderr);
    assert.match(
      dry.stdout,
      /would install \/usr\/bin\/atvm-run-watcher\n[^]*would write \/etc\/atvm-run-watcher\/config\.json/,
    );
    assert.equal(await everything(box), before, state);
  };
  await box.shell("echo MATTERMOST_ATVM_WEBHOOK=secret >/srv/bad.env");
  await refused("before anything is installed");
  await controller.install();
  await untilIdle(box);
  await refused("over an installation that works");
  for (const unit of [units.path, units.timer]) assert.equal((await box.unit(unit))["ActiveState"], "active");
  const { status, stderr } = await box.run("setpriv", [
    "--reuid",
    "65534",
    "--clear-groups",
    "atvm-run-watcher",
    "setup",
  ]);
  assert.deepEqual([status, stderr.trim()], [77, "atvm-run-watcher: not-root: setup needs root; use sudo"]);
});

systemdTest("whoever is to type the webhook is told that it is waited for", async (context) => {
  const { box, mattermost } = await controllerFor(context);
  const typed = { input: `${mattermost.webhook().href}\n` };
  for (const command of [`${install} --webhook-file -`, "atvm-run-watcher setup --webhook-file -"]) {
    const { status, stdout } = await box.run(
      "script",
      ["--quiet", "--return", "--command", command, "/dev/null"],
      typed,
    );
    assert.equal(status, 0, stdout);
    assert.match(stdout, /^reads standard input; Enter and Ctrl-D end it\r\n[^]*made a pass\r\n/m);
  }
});

systemdTest("a checkout that finds no Node says so and changes nothing", async (context) => {
  const { box } = await controllerFor(context, { hide: machineNode(), node: "none" });
  const before = await everything(box);
  const { status, stdout, stderr } = await box.run(install);
  assert.deepEqual([status, stdout], [78, ""]);
  assert.match(stderr, /^install: there is no Node 20 or newer; install one, or the package that brings its own\n$/);
  assert.equal(await everything(box), before);
});

systemdTest("to install again changes nothing but what is asked for, and loses nothing", async (context) => {
  const { box, ...controller } = await controllerFor(context);
  await controller.install();
  await controller.ok("start", "nightly", "--machines", "m1");
  await untilIdle(box);
  const before = await everything(box);
  await controller.install();
  assert.equal(await everything(box), before);
  await controller.install("--channel", "results");
  assert.deepEqual(JSON.parse(await box.read("/etc/atvm-run-watcher/config.json")), {
    policy: quickPolicy,
    mattermost: { channel: "results" },
  });
  assert.match(await controller.ok("status"), /nightly/);
});

systemdTest("another root is one command, and files there start passes from then on", async (context) => {
  const { box, ok, ...controller } = await controllerFor(context);
  await controller.install();
  await box.shell("mkdir -p '/srv/with blank 100%/cypress/cmcReporter/logs'");
  await ok("setup", "--root", "/srv/with blank 100%");
  assert.match(await ok("doctor"), /^nothing is wrong$/m);
  await controller.dropIn(units.timer, "[Timer]\nOnCalendar=\nOnBootSec=1y\n");
  await untilIdle(box);
  await untilPassAfter(box, () => box.shell("touch '/srv/with blank 100%/cypress/cmcReporter/logs/a'"));
});

systemdTest("state can be kept elsewhere, and passes work there", async (context) => {
  const { box, mattermost, ok, run, ...controller } = await controllerFor(context, {
    config: { stateDir: "/srv/state of it", policy: quickPolicy },
  });
  await controller.install();
  await controller.everyThreeSeconds();
  await run("nightly", "--machines", "m1");
  await mattermost.untilPosts(1);
  assert.match(await ok("status", "nightly"), /COMPLETED/);
  assert.equal(await box.shell("ls /var/lib/atvm-run-watcher"), "");
});

const sources: readonly (readonly [source: string, make: (webhook: string) => string, argv: readonly string[]])[] = [
  [
    "MATTERMOST_ATVM_WEBHOOK in /srv/.env.credentials.local",
    (webhook) => `umask 077; printf 'OTHER=x\\nMATTERMOST_ATVM_WEBHOOK="${webhook}"\\n' >/srv/.env.credentials.local`,
    ["--credentials-file", "/srv/.env.credentials.local"],
  ],
  [
    "/etc/credstore/atvm-run-watcher.mattermost-webhook",
    (webhook) =>
      `umask 077; mkdir -p /etc/credstore; echo '${webhook}' >/etc/credstore/atvm-run-watcher.mattermost-webhook`,
    [],
  ],
];

for (const [source, make, argv] of sources) {
  systemdTest(`the webhook may be in ${source}: for the service as for a pass by hand`, async (context) => {
    const { box, mattermost, run, ok, everyThreeSeconds } = await controllerFor(context);
    await box.shell(make(mattermost.webhook().href));
    const installed = await box.run(install, argv);
    assert.equal(installed.status, 0, installed.stderr);
    assert.ok(installed.stdout.includes(source), installed.stdout);
    await everyThreeSeconds();
    await run("by-service", "--machines", "m1");
    await mattermost.untilPosts(1);
    await box.shell(`systemctl stop ${units.timer} ${units.path}`);
    await run("by-hand", "--machines", "m1");
    await ok("reconcile");
    await box.shell("sleep 3");
    await ok("reconcile");
    assert.equal(mattermost.posts.length, 2);
  });
}

systemdTest("a webhook that would not be used is refused", async (context) => {
  const { box, mattermost, watcher } = await controllerFor(context);
  const webhook = mattermost.webhook().href;
  await box.shell(`umask 077; echo 'MATTERMOST_ATVM_WEBHOOK=${webhook}' >/srv/keys`);
  assert.equal((await box.run(install, ["--credentials-file", "/srv/keys"])).status, 0);
  const { status, stderr } = await box.run("atvm-run-watcher", ["setup", "--webhook-file", "-"], { input: webhook });
  assert.equal(status, 65);
  assert.match(stderr, /webhook-elsewhere: the webhook in \/srv\/keys comes first; change it there, or take/);
  assert.equal((await watcher("doctor")).status, 0);
});
