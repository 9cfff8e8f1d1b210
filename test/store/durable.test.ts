import assert from "node:assert/strict";
import { linkSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import fs from "node:fs/promises";
import { basename, join } from "node:path";
import { describe, test } from "node:test";
import type { TestContext } from "node:test";
import { Fault } from "../../src/core/faults.ts";
import { createFile, makeFolders, removeFile, replaceFile, touchFile } from "../../src/store/durable.ts";
import { freshDir } from "./samples.ts";

describe("a durable write", () => {
  test("syncs the temp file before it is renamed into place, and the folder after that", async (t) => {
    const dir = freshDir(t);
    const calls = recordCalls(t);
    await replaceFile(fs, join(dir, "state.json"), "new");
    assert.deepEqual(calls, ["write temp", "sync temp", "rename temp state.json", `sync ${basename(dir)}`, "rm temp"]);
    assert.equal(readFileSync(join(dir, "state.json"), "utf8"), "new");
  });

  test("of an exclusive file links what is synced already, and syncs the folder before it returns", async (t) => {
    const dir = freshDir(t);
    const calls = recordCalls(t);
    assert.equal(await createFile(fs, join(dir, "try-1.json"), "claim"), true);
    assert.deepEqual(calls, ["write temp", "sync temp", "link temp try-1.json", `sync ${basename(dir)}`, "rm temp"]);
  });

  test("of an empty entry or a removal ends with the folder synced", async (t) => {
    const dir = freshDir(t);
    const calls = recordCalls(t);
    await touchFile(fs, join(dir, "1.nightly"));
    await removeFile(fs, join(dir, "1.nightly"));
    assert.deepEqual(calls, ["sync 1.nightly", `sync ${basename(dir)}`, "rm 1.nightly", `sync ${basename(dir)}`]);
    assert.deepEqual(readdirSync(dir), []);
  });

  test("of folders syncs the parent of each, also of one that was there", async (t) => {
    const dir = freshDir(t);
    mkdirSync(join(dir, "a"));
    const calls = recordCalls(t);
    await makeFolders(fs, dir, join(dir, "a", "b"));
    assert.deepEqual(calls, [`sync ${basename(dir)}`, "sync a"]);
    assert.equal(statSync(join(dir, "a", "b")).mode & 0o777, 0o700);
  });

  test("makes files that nobody else can read", async (t) => {
    const file = join(freshDir(t), "state.json");
    await replaceFile(fs, file, "secretive");
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  test("leaves a file that is there as it is when it has to be exclusive", async (t) => {
    const dir = freshDir(t);
    writeFileSync(join(dir, "try-1.json"), "first");
    assert.equal(await createFile(fs, join(dir, "try-1.json"), "second"), false);
    assert.equal(readFileSync(join(dir, "try-1.json"), "utf8"), "first");
    assert.deepEqual(readdirSync(dir), ["try-1.json"]);
  });
});

describe("a write that the disk refuses", () => {
  const steps = ["open", "write", "sync", "place"] as const;
  for (const step of steps) {
    test(`leaves the old file and no other when it fails at "${step}"`, async (t) => {
      const dir = freshDir(t);
      const file = join(dir, "state.json");
      writeFileSync(file, "old");
      failAt(t, step);
      await assert.rejects(replaceFile(fs, file, "new"), isFullDisk(file));
      await assert.rejects(createFile(fs, join(dir, "try-1.json"), "claim"), isFullDisk(join(dir, "try-1.json")));
      t.mock.restoreAll();
      assert.deepEqual(readdirSync(dir), ["state.json"]);
      assert.equal(readFileSync(file, "utf8"), "old");
    });
  }

  test("is not reported as done when only the folder could not be synced", async (t) => {
    const dir = freshDir(t);
    failAt(t, "folder");
    await assert.rejects(createFile(fs, join(dir, "try-1.json"), "claim"), isFullDisk(join(dir, "try-1.json")));
  });

  test("says that a folder is missing, or that something else lies in the place", async (t) => {
    const dir = freshDir(t);
    mkdirSync(join(dir, "state.json"));
    await assert.rejects(
      replaceFile(fs, join(dir, "gone", "state.json"), "new"),
      /ENOENT.*folder it belongs to is missing/,
    );
    await assert.rejects(replaceFile(fs, join(dir, "state.json"), "new"), /EISDIR.*move that away/);
  });

  test("hands a bug on as what it is", async (t) => {
    t.mock.method(fs, "rename", () => Promise.reject(new TypeError("a bug")));
    await assert.rejects(replaceFile(fs, join(freshDir(t), "state.json"), "new"), TypeError);
  });
});

test("temp files of crashed processes are swept, those in use are not", async (t) => {
  const dir = freshDir(t);
  const [old, young, linked] = ["0", "1", "2"].map((digit) => join(dir, `.state.json.${digit.repeat(16)}.tmp`));
  assert.ok(old !== undefined && young !== undefined && linked !== undefined);
  for (const file of [old, young]) writeFileSync(file, "half");
  writeFileSync(join(dir, "try-1.json"), "claim");
  linkSync(join(dir, "try-1.json"), linked);
  const yesterday = Date.now() / 1_000 - 86_400;
  for (const file of [old, linked]) utimesSync(file, yesterday, yesterday);
  await replaceFile(fs, join(dir, "state.json"), "new");
  assert.deepEqual(readdirSync(dir).sort(), [basename(young), "state.json", "try-1.json"]);
});

/** What durable.ts asks of the disk, in order; temp files by the name "temp". */
function recordCalls(t: TestContext): string[] {
  const calls: string[] = [];
  const name = (path: unknown): string => (String(path).endsWith(".tmp") ? "temp" : basename(String(path)));
  const { open, rename, link, rm } = fs;
  t.mock.method(fs, "open", async (...args: Parameters<typeof open>) => {
    const handle = await open(...args);
    const sync = handle.sync.bind(handle);
    const writeFile = handle.writeFile.bind(handle);
    handle.sync = () => (calls.push(`sync ${name(args[0])}`), sync());
    handle.writeFile = (...data) => (calls.push(`write ${name(args[0])}`), writeFile(...data));
    return handle;
  });
  t.mock.method(fs, "rename", (from: string, to: string) => {
    calls.push(`rename ${name(from)} ${name(to)}`);
    return rename(from, to);
  });
  t.mock.method(fs, "link", (from: string, to: string) => {
    calls.push(`link ${name(from)} ${name(to)}`);
    return link(from, to);
  });
  t.mock.method(fs, "rm", (...args: Parameters<typeof rm>) => {
    calls.push(`rm ${name(args[0])}`);
    return rm(...args);
  });
  return calls;
}

function failAt(t: TestContext, step: "open" | "write" | "sync" | "place" | "folder"): void {
  const refuse = (): Promise<never> =>
    Promise.reject(Object.assign(new Error("ENOSPC"), { code: "ENOSPC", errno: -28, syscall: step }));
  if (step === "place") {
    t.mock.method(fs, "rename", refuse);
    t.mock.method(fs, "link", refuse);
    return;
  }
  const { open } = fs;
  t.mock.method(fs, "open", async (...args: Parameters<typeof open>) => {
    if (step === "open") return refuse();
    const handle = await open(...args);
    const isFolder = args[1] === "r";
    if (step === "write") handle.writeFile = refuse;
    if (step === "sync" && !isFolder) handle.sync = refuse;
    if (step === "folder" && isFolder) handle.sync = refuse;
    return handle;
  });
}

function isFullDisk(file: string): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof Fault);
    assert.deepEqual([error.status, error.code], [74, "state-write-failed"]);
    assert.equal(error.message, `cannot write ${file}: no space left on device (ENOSPC); make room on that disk`);
    return true;
  };
}
