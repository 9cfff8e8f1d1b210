import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { applyFile, makeSetupFolder } from "../../src/store/setupfiles.ts";
import { temporaryFolder } from "../program/workplace.ts";

function modeOf(path: string): number {
  return statSync(path).mode & 0o777;
}

test("a file is written with its mode, its folder too, and written anew only where it differs", async (context) => {
  const dir = join(temporaryFolder(context), "etc/credentials");
  const secret = { path: join(dir, "webhook"), text: "secret\n", mode: 0o600, folderMode: 0o700 };
  assert.equal(await applyFile(secret, true), "written");
  assert.ok(!existsSync(dir), "a dry run makes nothing");
  assert.equal(await applyFile(secret, false), "written");
  assert.deepEqual([readFileSync(secret.path, "utf8"), modeOf(secret.path), modeOf(dir)], ["secret\n", 0o600, 0o700]);
  assert.equal(await applyFile(secret, false), "unchanged");
  chmodSync(secret.path, 0o644);
  assert.equal(await applyFile(secret, false), "written");
  assert.equal(modeOf(secret.path), 0o600);
  assert.deepEqual(readdirSync(dir), ["webhook"]);
});

test("a file that is to be none is removed, if it is there", async (context) => {
  const path = join(temporaryFolder(context), "50-setup.conf");
  const none = { path, text: null, mode: 0o644, folderMode: 0o755 };
  assert.equal(await applyFile(none, false), "unchanged");
  writeFileSync(path, "old");
  assert.equal(await applyFile(none, true), "removed");
  assert.equal(readFileSync(path, "utf8"), "old");
  assert.equal(await applyFile(none, false), "removed");
  assert.ok(!existsSync(path));
});

test("a folder of secrets that others could look into is closed", async (context) => {
  const folder = join(temporaryFolder(context), "credentials");
  mkdirSync(folder, { mode: 0o755 });
  await makeSetupFolder(folder, 0o700);
  assert.equal(modeOf(folder), 0o700);
});

test("what the disk refuses is told by the path", async (context) => {
  const file = join(temporaryFolder(context), "file");
  writeFileSync(file, "");
  const below = { path: join(file, "below"), text: "x", mode: 0o644, folderMode: 0o755 };
  await assert.rejects(applyFile(below, false), (error: Error) => error.message.includes(file));
});
