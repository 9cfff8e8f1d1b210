import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { freshDir } from "./samples.ts";

const whole = ["state.json", "try-1.json"];

test("on a full disk nothing is half written, and the fault says to make room", async (t) => {
  const answer = await onSmallDisk(t, '"$0" "$1" fill "$2" && "$0" "$1" write "$2"');
  const fault = "74 state-write-failed no space left on device (ENOSPC); make room on that disk";
  assert.deepEqual(answer, { faults: Array(5).fill(fault), files: whole, tries: 1 });
});

test("on a disk that had been full everything goes on where it stood", async (t) => {
  const answer = await onSmallDisk(
    t,
    '"$0" "$1" fill "$2" && "$0" "$1" write "$2" >/dev/null && "$0" "$1" "make room" "$2" && "$0" "$1" write "$2"',
  );
  const files = ["cancelled.json", "posted.json", "state.json", "try-1.json", "try-1.outcome.json", "try-2.json"];
  assert.deepEqual(answer, { faults: Array(5).fill("written"), files, tries: 2 });
});

test("on a read-only file system the state can be read, and each write says why it failed", async (t) => {
  const answer = await onSmallDisk(t, 'mount -o remount,ro "$2" && "$0" "$1" write "$2"');
  const fault = "74 state-write-failed read-only file system (EROFS); make that file system writable";
  assert.deepEqual(answer, { faults: Array(5).fill(fault), files: whole, tries: 1 });
});

/** The answer of tightdisk.ts after `script`, on a tmpfs that exists only in a mount namespace of that script. */
async function onSmallDisk(t: TestContext, script: string): Promise<unknown> {
  const dir = freshDir(t);
  const program = join(dir, "tightdisk.mjs");
  const source = fileURLToPath(new URL("tightdisk.ts", import.meta.url));
  await build({ entryPoints: [source], outfile: program, bundle: true, platform: "node", format: "esm" });
  const mounted = `mkdir "$2" && mount -t tmpfs -o size=128k tmpfs "$2" && "$0" "$1" prepare "$2" && ${script}`;
  const args = ["-Urm", "sh", "-c", mounted, process.execPath, program, join(dir, "disk")];
  const { status, stdout, stderr } = spawnSync("unshare", args, { encoding: "utf8" });
  assert.equal(status, 0, `this test needs a mount namespace of its own (unshare -Urm): ${stderr}`);
  return JSON.parse(stdout);
}
