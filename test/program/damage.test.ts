import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fingerprintOf } from "./disk.ts";
import { green, junit } from "./artifacts.ts";
import { pass, untilPosts } from "./passes.ts";
import { makeRig, type Rig } from "./rig.ts";
import { dueRun, finishedRun, scopeFolder, writeFinished } from "./scenes.ts";

/** Each leaves something in the place of a sound state.json. */
const damages: Readonly<Record<string, (file: string) => void>> = {
  "a flipped bit": (file) => {
    const bytes = readFileSync(file);
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(file, bytes);
  },
  "an empty file": (file) => writeFileSync(file, ""),
  "a directory": (file) => {
    rmSync(file);
    mkdirSync(file);
  },
};

for (const [what, damage] of Object.entries(damages)) {
  test(`state damaged by ${what} is told and never posted, while other builds go on`, async (context) => {
    const rig = await makeRig(context);
    await dueRun(rig);
    damage(stateOf(rig));
    const folder = scopeFolder(rig, rig.build);
    const before = fingerprintOf(folder);
    await finishedRun(rig, `${rig.build}.other`);
    const last = await untilPosts(rig, 1);
    assert.equal(last.status, 74);
    const file = `builds/${rig.build}/attempts/1/state.json`;
    assert.ok(last.stderr.includes(`${file} is damaged (`), last.stderr);
    assert.equal((await rig.run("reconcile")).status, 74);
    assert.equal(rig.receiver.posts.length, 1);
    assert.ok(rig.receiver.posts[0]?.text.includes(`${rig.build}.other`));
    assert.equal(fingerprintOf(folder), before, "what is damaged stays as it is");
    const { status, stdout } = await rig.run("status", "--check");
    assert.equal(status, 1);
    assert.ok(stdout.includes(`needs review\n  ${file}: damaged (`), stdout);
    const explained = await rig.run("explain", rig.build);
    assert.equal(explained.status, 74);
    assert.match(explained.stderr, /^atvm-run-watcher: state-damaged: [^\n]+\n$/);
  });
}

test("state written by a newer release is left alone, and nothing of it is posted", async (context) => {
  const rig = await makeRig(context);
  await dueRun(rig);
  const state = JSON.parse(readFileSync(stateOf(rig), "utf8")) as Readonly<Record<string, unknown>>;
  writeFileSync(stateOf(rig), JSON.stringify({ ...state, version: 2, sha256: undefined }));
  const before = fingerprintOf(rig.stateDir);
  const { status, stderr } = await rig.run("reconcile");
  assert.equal(status, 78);
  assert.match(
    stderr,
    /state\.json was written by a newer release \(.*\): left alone, nothing of it is posted; upgrade/,
  );
  assert.equal(fingerprintOf(rig.stateDir), before);
  assert.equal(rig.receiver.requests.length, 0);
  const explained = await rig.run("explain", rig.build);
  assert.equal(explained.status, 78);
  assert.match(explained.stderr, /^atvm-run-watcher: state-newer: [^\n]+; upgrade\n$/);
});

for (const [name, content] of [
  ["try-1.json", ""],
  ["try-1.outcome.json", "{}"],
  ["posted.json", ""],
] as const) {
  test(`${name} as nobody writes it means "do not post"`, async (context) => {
    const rig = await makeRig(context);
    await dueRun(rig);
    writeFileSync(join(scopeFolder(rig, rig.build), name), content);
    await rig.run("reconcile");
    await rig.run("reconcile");
    assert.equal(rig.receiver.requests.length, 0);
  });
}

function stateOf(rig: Rig): string {
  return join(scopeFolder(rig, rig.build), "state.json");
}

test("a group that was damaged when its name was registered anew takes nothing from the new run once it is repaired", async (context) => {
  const rig = await makeRig(context);
  const driver = await rig.runner("driver");
  await rig.ok("start", rig.build, "--group", "linux=l1", "--group", "windows=w1", "--pid", String(driver.pid));
  for (const machine of ["linux/l1", "windows/w1"]) rig.report(`xml/${rig.build}-${machine}.xml`, junit(green));
  await pass(rig);
  const state = join(scopeFolder(rig, rig.build), "subruns/windows/state.json");
  const sound = readFileSync(state);
  writeFileSync(state, "");
  await driver.kill();
  await untilPosts(rig, 1);
  const { stderr } = await rig.run("start", rig.build, "--rerun", "--machines", "alpha");
  assert.match(stderr, /build-open: .*its runs are not all judged/);
  await rig.ok("start", rig.build, "--replace", "--machines", "alpha");
  writeFileSync(state, sound);
  const repaired = await rig.run("reconcile");
  assert.match(repaired.stderr, /what was open of attempt 1 is closed as CANCELLED: superseded by attempt 2/);
  writeFinished(rig);
  await untilPosts(rig, 2);
  await pass(rig);
  assert.match(rig.receiver.posts[1]?.text ?? "", new RegExp(`^✅ COMPLETED · \`${rig.build}\` · `));
  assert.equal(rig.receiver.posts.length, 2);
});
