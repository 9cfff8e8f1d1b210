import assert from "node:assert/strict";
import { test } from "node:test";
import { exitStatus, Fault } from "../../../src/core/faults.ts";
import type { Finding } from "../../../src/core/health/finding.ts";
import {
  configFinding,
  credentialFindings,
  probeFindings,
  programFindings,
  rootFindings,
  userFindings,
  type CredentialFacts,
  type Programs,
} from "../../../src/core/health/settings.ts";
import { present } from "../../../src/core/words.ts";

function levels(findings: readonly Finding[]): string {
  return findings.map(({ check, level }) => `${check} ${level}`).join(", ");
}

const here = present(null);
const blind = { seen: "unreadable", detail: "EACCES" } as const;

test("a configuration that is valid or absent is fine, a wrong one is told in its own words", () => {
  assert.match(configFinding("/etc/c.json", { found: true, fault: null }).text, /is valid/);
  assert.match(configFinding("/etc/c.json", { found: false, fault: null }).text, /is absent: the defaults hold/);
  const wrong = new Fault(exitStatus.configuration, "config-invalid", '/etc/c.json: unknown key "x"');
  assert.deepEqual(configFinding("/etc/c.json", { found: true, fault: wrong }), {
    check: "configuration",
    level: "fault",
    text: wrong.message,
    cure: "until then every pass fails",
  });
});

const credentials: CredentialFacts = {
  webhook: { seen: "present", source: "/etc/w" },
  channel: { seen: "absent" },
  token: { seen: "absent" },
  onlyInEnvironment: false,
  warnings: [],
};

test("the source of webhook and channel is named", () => {
  const texts = credentialFindings(credentials).map(({ text }) => text);
  assert.deepEqual(texts, ["from /etc/w", "the webhook's own"]);
});

test("without a webhook, or with one in this shell alone, nothing can be posted", () => {
  const [none] = credentialFindings({ ...credentials, webhook: { seen: "absent" } });
  assert.equal(none?.level, "fault");
  const [shell] = credentialFindings({ ...credentials, webhook: { seen: "absent" }, onlyInEnvironment: true });
  assert.match(shell?.text ?? "", /only in the environment of this shell/);
});

test("a credential that is wrong, and a file others can read, are told", () => {
  const wrong = { seen: "fault", text: "the channel from /etc/c is empty" } as const;
  assert.equal(
    levels(credentialFindings({ ...credentials, channel: wrong, warnings: ["every user can read /etc/w"] })),
    "webhook ok, channel fault, credentials warning",
  );
});

test("a user who is not root is told so first", () => {
  assert.deepEqual(userFindings(true), []);
  assert.equal(levels(userFindings(false)), "user warning");
});

test("the probe is asked only where there is a webhook, and its sentence is told", () => {
  assert.deepEqual(probeFindings(null), []);
  assert.equal(levels(probeFindings({ healthy: true, proven: true })), "mattermost ok");
  assert.equal(levels(probeFindings({ healthy: true, proven: false })), "mattermost warning");
  const [refused] = probeFindings({
    healthy: false,
    code: "x",
    text: "m.example refuses connections",
    retryAfterMs: null,
  });
  assert.deepEqual(
    [refused?.level, refused?.text],
    ["fault", "m.example refuses connections; until then messages wait"],
  );
});

test("a root that is missing is waited for; directories below it are looked at where it is there", () => {
  const folders = [
    { path: "/srv/xml", seen: { seen: "absent" } as const },
    { path: "/srv/logs", seen: blind },
  ];
  assert.equal(levels(rootFindings({ path: "/srv", seen: here }, folders)), "root ok, reports note, reports fault");
  assert.equal(levels(rootFindings({ path: "/srv", seen: { seen: "absent" } }, folders)), "root warning");
});

const installed: Programs = {
  own: "/usr/lib/a/1/a.cjs",
  installed: present("/usr/lib/a/1/a.cjs"),
  onPath: ["/usr/bin/a"],
  launcher: "/usr/bin/a",
};

test("one installation, run as the service runs it, is fine", () => {
  assert.equal(levels(programFindings(installed)), "program ok");
});

test("another program, another one first on PATH, or none installed", () => {
  assert.equal(levels(programFindings({ ...installed, own: "/opt/a.cjs" })), "program warning");
  assert.equal(
    levels(programFindings({ ...installed, onPath: ["/usr/local/bin/a", "/usr/bin/a"] })),
    "program warning",
  );
  assert.equal(levels(programFindings({ ...installed, installed: { seen: "absent" } })), "program note");
});
