import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { chanceOf } from "./chance.ts";
import { copyOf, emptyDisk, filesOf, type Disk } from "./disk.ts";
import { fileSystemOf } from "./filesystem.ts";
import { cutPower, type Loss } from "./powercut.ts";
import type { Actor } from "./stage.ts";

const actor = { call: () => Promise.resolve(null) } as unknown as Actor;

function newDisk(): { readonly disk: Disk; readonly fs: ReturnType<typeof fileSystemOf> } {
  const disk = emptyDisk();
  return { disk, fs: fileSystemOf(actor, disk, () => 0) };
}

/** The files and what is in them after a power cut. */
function after(disk: Disk, loss: Loss): Record<string, string> {
  const copy = copyOf(disk);
  cutPower(copy, loss);
  return Object.fromEntries(
    [...filesOf(copy)].map(([path, node]) => [path, node.kind === "file" ? node.data.toString() : node.kind]),
  );
}

async function syncFolder(fs: ReturnType<typeof fileSystemOf>, path: string): Promise<void> {
  await (await fs.open(path, "r")).sync();
}

describe("a power cut", () => {
  test("takes a file whose folder was not synced, and its content without its own sync", async () => {
    const { disk, fs } = newDisk();
    const file = await fs.open("/a", "wx");
    await file.writeFile("whole");
    assert.deepEqual([after(disk, "lost"), after(disk, "kept")], [{}, { "/a": "whole" }]);
    await syncFolder(fs, "/");
    assert.deepEqual(after(disk, "lost"), { "/a": "" });
    await file.sync();
    assert.deepEqual(after(disk, "lost"), { "/a": "whole" });
  });

  test("undoes a rename, a link and a removal until the folder is synced", async () => {
    const { disk, fs } = newDisk();
    for (const name of ["/old", "/new", "/gone"]) {
      const file = await fs.open(name, "wx");
      await file.writeFile(name);
      await file.sync();
    }
    await syncFolder(fs, "/");
    await fs.rename("/new", "/old");
    await fs.link("/gone", "/linked");
    await fs.rm("/gone", { force: false });
    assert.deepEqual(after(disk, "lost"), { "/old": "/old", "/new": "/new", "/gone": "/gone" });
    await syncFolder(fs, "/");
    assert.deepEqual(after(disk, "lost"), { "/old": "/new", "/linked": "/gone" });
  });

  test("by chance leaves every mixture, torn files among them", async () => {
    const { disk, fs } = newDisk();
    await (await fs.open("/a", "wx")).writeFile("whole");
    const left = new Set<string>();
    for (let seed = 0; seed < 200; seed++) left.add(JSON.stringify(after(disk, chanceOf(seed))));
    const zeros = JSON.stringify({ "/a": "\0".repeat(5) });
    const some = [{}, { "/a": "" }, { "/a": "wh" }, { "/a": "whole" }].map((files) => JSON.stringify(files));
    for (const files of [...some, zeros]) assert.ok(left.has(files), files);
  });
});

describe("the simulated file system", () => {
  test("fails as the kernel does", async () => {
    const { fs } = newDisk();
    const fails = (work: Promise<unknown>, code: string) => assert.rejects(work, { code });
    await fs.mkdir("/folder", { mode: 0o700 });
    await (await fs.open("/file", "wx")).writeFile("x");
    await fails(fs.mkdir("/folder", { mode: 0o700 }), "EEXIST");
    await fails(fs.open("/file", "wx"), "EEXIST");
    await fails(fs.link("/file", "/folder"), "EEXIST");
    await fails(fs.rename("/file", "/folder"), "EISDIR");
    await fails(fs.readdir("/file"), "ENOTDIR");
    await fails(fs.lstat("/file/below"), "ENOTDIR");
    await fails(fs.lstat("/none/below"), "ENOENT");
    await fails(fs.rm("/none", { force: false }), "ENOENT");
  });

  test("writes some of it when the disk is full, and none of it is done", async () => {
    const disk = emptyDisk();
    const full = { call: ({ what }: { what: string }) => Promise.resolve(what.startsWith("write") ? "ENOSPC" : null) };
    const fs = fileSystemOf(full as unknown as Actor, disk, () => 0);
    const file = await fs.open("/a", "wx");
    await assert.rejects(file.writeFile("1234"), { code: "ENOSPC", errno: -28 });
    assert.deepEqual(after(disk, "kept"), { "/a": "12" });
  });
});
