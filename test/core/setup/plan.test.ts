import assert from "node:assert/strict";
import { test } from "node:test";
import { planSetup, type SetupPlan, type SetupRequest } from "../../../src/core/setup/plan.ts";

const nothing: SetupRequest = { root: null, channel: null, credentialsFile: null, webhook: null };

function planned(request: Partial<SetupRequest>, text: string | null = null): SetupPlan {
  const plan = planSetup({ ...nothing, ...request }, { configText: text, mounts: [] });
  if (!plan.ok) throw new Error(plan.fault.join("; "));
  return plan.value;
}

function written(plan: SetupPlan, path: string): string | null | undefined {
  return plan.files.find((file) => file.path === path)?.text;
}

const config = "/etc/atvm-run-watcher/config.json";

test("asked for nothing it writes no configuration and no credential, and takes stale drop-ins away", () => {
  assert.deepEqual(
    planned({}).files.map(({ path, text }) => [path, text]),
    [
      ["/etc/systemd/system/atvm-run-watcher.path.d/50-setup.conf", null],
      ["/etc/systemd/system/atvm-run-watcher.service.d/50-setup.conf", null],
    ],
  );
});

test("what is given goes into the configuration, everything else in it stays", () => {
  const before = JSON.stringify({ "//": "ours", policy: { settle: "90s" }, mattermost: { timeout: "5s" } });
  const plan = planned({ root: "/srv/atvm", channel: "results", credentialsFile: "/srv/.env" }, before);
  assert.deepEqual(JSON.parse(written(plan, config) ?? ""), {
    "//": "ours",
    policy: { settle: "90s" },
    mattermost: { timeout: "5s", channel: "results" },
    root: "/srv/atvm",
    credentialsFile: "/srv/.env",
  });
  assert.equal(plan.config.root, "/srv/atvm");
  assert.match(written(plan, "/etc/systemd/system/atvm-run-watcher.path.d/50-setup.conf") ?? "", /=\/srv\/atvm\//);
});

test("a configuration that says so already is left untouched, to the byte", () => {
  assert.equal(written(planned({ root: "/srv/atvm" }, '{"root":\n"/srv/atvm"}'), config), undefined);
});

test("the webhook goes into a file that root alone can read", () => {
  const [file] = planned({ webhook: "https://m.example/hooks/abc" }).files;
  assert.deepEqual(file, {
    path: "/etc/atvm-run-watcher/credentials/mattermost-webhook",
    text: "https://m.example/hooks/abc\n",
    mode: 0o600,
    folderMode: 0o700,
  });
});

test("a state directory elsewhere is made, with its doorbell", () => {
  assert.deepEqual(planned({}, '{"stateDir":"/srv/state"}').folders, ["/srv/state", "/srv/state.run/doorbell"]);
  assert.deepEqual(planned({}).folders, []);
});

test("a configuration that is wrong, before or after, is told and nothing is planned", () => {
  const faults = (request: Partial<SetupRequest>, text: string | null): unknown => {
    const plan = planSetup({ ...nothing, ...request }, { configText: text, mounts: [] });
    return plan.ok ? "planned" : plan.fault;
  };
  assert.deepEqual(faults({}, "[]"), ["it is not a JSON object"]);
  assert.deepEqual(faults({}, "{"), ["it is not a JSON object"]);
  assert.deepEqual(faults({}, '{"roots":1}'), ['unknown key "roots"']);
  assert.deepEqual(faults({ root: "relative" }, null), ["root: expected an absolute path"]);
});
