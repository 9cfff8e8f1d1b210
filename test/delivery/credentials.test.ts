import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { findCredentials } from "../../src/delivery/credentials.ts";
import type { CredentialPlaces, Credentials } from "../../src/delivery/credentials.ts";

const secret = "zsecretz";
let root: string;
let service: string;
let own: string;
let keys: string;

before(async () => {
  root = await mkdtemp(join(tmpdir(), "credentials-"));
});

beforeEach(async () => {
  await rm(root, { recursive: true });
  service = join(root, "service");
  own = join(root, "own");
  keys = join(root, ".env.credentials.local");
  await mkdir(service, { recursive: true });
  await mkdir(own);
});

after(() => rm(root, { recursive: true }));

function put(path: string, text: string): Promise<void> {
  return writeFile(path, text, { mode: 0o600 });
}

function hook(name: string): string {
  return `https://chat.example.org/hooks/${name}${secret}`;
}

/** Looks in the test's own places, and checks that whatever is said of them holds no secret. */
async function find(environment: CredentialPlaces["environment"] = {}): Promise<Credentials> {
  const found = await findCredentials({ environment, credentialsFile: keys, directory: own });
  assert.doesNotMatch(sayings(found), new RegExp(secret));
  return found;
}

function sayings({ webhook, channel, token, warnings }: Credentials): string {
  const each = [webhook, channel, token].map((one) => {
    if (one.seen === "fault") return one.fault.message;
    return one.seen === "present" ? one.source : "";
  });
  return [...each, ...warnings.map(({ text }) => text)].join("\n");
}

/** The webhook's path and the place it came from; what was found instead, if there is none. */
function seen({ webhook }: Credentials): readonly string[] {
  if (webhook.seen === "present") return [webhook.value.href, webhook.source];
  return webhook.seen === "fault" ? [webhook.fault.code, webhook.fault.message] : ["absent"];
}

test("nothing anywhere is absent, with a warning of the missing credentialsFile", async () => {
  const found = await find();
  assert.deepEqual(
    [found.webhook, found.channel, found.token].map((one) => one.seen),
    ["absent", "absent", "absent"],
  );
  assert.deepEqual(
    found.warnings.map(({ code }) => code),
    ["credentials-file-missing"],
  );
});

test("the first place that holds a value wins: service, environment, credentialsFile, own directory", async () => {
  await put(join(service, "mattermost-webhook"), `${hook("service")}\n`);
  await put(keys, `export MATTERMOST_ATVM_WEBHOOK="${hook("keys")}"\nOTHER=1\n`);
  await put(join(own, "mattermost-webhook"), `${hook("own")}\n`);
  const environment = { MATTERMOST_ATVM_WEBHOOK: hook("environment") };
  assert.deepEqual(seen(await find({ ...environment, CREDENTIALS_DIRECTORY: service })), [
    hook("service"),
    join(service, "mattermost-webhook"),
  ]);
  assert.deepEqual(seen(await find(environment)), [
    hook("environment"),
    "the environment variable MATTERMOST_ATVM_WEBHOOK",
  ]);
  assert.deepEqual(seen(await find()), [hook("keys"), `MATTERMOST_ATVM_WEBHOOK in ${keys}`]);
  await rm(keys);
  assert.deepEqual(seen(await find()), [hook("own"), join(own, "mattermost-webhook")]);
});

test("each value is looked for by itself", async () => {
  await put(join(service, "mattermost-webhook"), hook("service"));
  await put(keys, "MATTERMOST_ATVM_CHANNEL='#runs'\r\n");
  await put(join(own, "mattermost-token"), `${secret}\n`);
  const { webhook, channel, token } = await find({ CREDENTIALS_DIRECTORY: service });
  assert.equal(webhook.seen === "present" && webhook.source, join(service, "mattermost-webhook"));
  assert.deepEqual(channel, { seen: "present", value: "runs", source: `MATTERMOST_ATVM_CHANNEL in ${keys}` });
  assert.deepEqual(token, { seen: "present", value: secret, source: join(own, "mattermost-token") });
});

test("an empty value counts as none", async () => {
  await put(join(service, "mattermost-webhook"), " \n");
  await put(keys, 'MATTERMOST_ATVM_WEBHOOK=""\n');
  await put(join(own, "mattermost-webhook"), hook("own"));
  const environment = { CREDENTIALS_DIRECTORY: service, MATTERMOST_ATVM_WEBHOOK: "" };
  assert.equal(seen(await find(environment))[0], hook("own"));
  assert.equal(seen(await find({ CREDENTIALS_DIRECTORY: "" }))[0], hook("own"));
});

test("a byte order mark and Windows line ends around a value do no harm", async () => {
  await put(join(own, "mattermost-webhook"), `\uFEFF${hook("own")}\r\n`);
  assert.equal(seen(await find())[0], hook("own"));
});

test("a bad value is a fault that names its place; no later place is asked instead", async () => {
  await put(join(own, "mattermost-webhook"), hook("own"));
  const [code, text] = seen(await find({ MATTERMOST_ATVM_WEBHOOK: `https://chat.example.org/${secret}` }));
  assert.equal(code, "webhook-invalid");
  assert.match(text ?? "", /the environment variable MATTERMOST_ATVM_WEBHOOK does not end in \/hooks\/<id>/);
});

test("a channel with a space and a token with a line break are faults", async () => {
  const { channel, token } = await find({
    MATTERMOST_ATVM_CHANNEL: `ATVM ${secret}`,
    MATTERMOST_ATVM_TOKEN: `${secret}\n${secret}`,
  });
  assert.equal(channel.seen === "fault" && channel.fault.code, "channel-invalid");
  assert.equal(token.seen === "fault" && token.fault.code, "token-invalid");
});

test("a place this user may not read is a fault that says to use sudo, never a value from a later place", async () => {
  await put(keys, `MATTERMOST_ATVM_WEBHOOK=${hook("keys")}\n`);
  await put(join(own, "mattermost-webhook"), hook("own"));
  await chmod(keys, 0);
  const [code, text] = seen(await asNobody(() => find()));
  assert.equal(code, "credentials-not-permitted");
  assert.match(text ?? "", /\.env\.credentials\.local; use sudo/);
});

test("what an earlier place holds is found even when a later one may not be read", async (t) => {
  await chmod(own, 0);
  t.after(() => chmod(own, 0o700));
  assert.equal(
    seen(await asNobody(() => find({ MATTERMOST_ATVM_WEBHOOK: hook("environment") })))[0],
    hook("environment"),
  );
});

test("a directory in the place of a file is a fault", async () => {
  await mkdir(join(own, "mattermost-webhook"));
  assert.equal(seen(await find())[0], "credentials-unreadable");
});

test("a credentials file open to every user is warned of, once", async () => {
  await put(keys, `MATTERMOST_ATVM_WEBHOOK=${hook("keys")}\n`);
  await chmod(keys, 0o644);
  const { warnings } = await find();
  assert.deepEqual(
    warnings.map(({ code }) => code),
    ["credentials-exposed"],
  );
  assert.match(warnings[0]?.text ?? "", /run chmod o-rw .*\.env\.credentials\.local/);
});

/** Root may read everything: give that up for a while. */
async function asNobody<Value>(look: () => Promise<Value>): Promise<Value> {
  if (process.geteuid?.() !== 0) return look();
  await chmod(root, 0o755);
  process.seteuid?.(65_534);
  try {
    return await look();
  } finally {
    process.seteuid?.(0);
  }
}
