import { constants } from "node:fs";
import type { FileFacts, FileSystem, OpenFile } from "../../src/store/filesystem.ts";
import { find, newFile, newFolder, parentOf, sync, type Disk, type FileNode, type Node } from "./disk.ts";
import type { Actor } from "./stage.ts";
import { systemError } from "./systemerror.ts";

/** The disk as one process sees it; each call is one of its turns and may be made to fail. */
export function fileSystemOf(actor: Actor, disk: Disk, wallNow: () => number): FileSystem {
  const ask = async (call: string, path: string, changes: boolean): Promise<void> => {
    const code = await actor.call({ port: "disk", what: `${call} ${shown(path)}`, changes });
    if (code !== null) throw systemError(code, call, path);
  };
  return {
    open: async (path, flags) => {
      await ask("open", path, typeof flags === "string" && flags !== "r");
      return openFile(actor, opened(disk, path, flags, wallNow()), path, wallNow);
    },
    link: async (existing, path) => {
      await ask("link", path, true);
      const source = find(disk, existing, "link");
      const { folder, name } = parentOf(disk, path, "link");
      if (source === undefined) throw systemError("ENOENT", "link", existing);
      if (folder.entries.has(name)) throw systemError("EEXIST", "link", path);
      folder.entries.set(name, source);
    },
    rename: async (from, to) => {
      await ask("rename", to, true);
      rename(disk, from, to);
    },
    rm: async (path, { force, recursive = false }) => {
      await ask("rm", path, true);
      remove(disk, path, force, recursive);
    },
    rmdir: async (path) => {
      await ask("rmdir", path, true);
      const { folder, name } = parentOf(disk, path, "rmdir");
      const node = there(disk, path, "rmdir");
      if (node.kind !== "folder") throw systemError("ENOTDIR", "rmdir", path);
      if (node.entries.size > 0) throw systemError("ENOTEMPTY", "rmdir", path);
      folder.entries.delete(name);
    },
    mkdir: async (path, { recursive = false }) => {
      await ask("mkdir", path, true);
      const { folder, name } = parentOf(disk, path, "mkdir");
      if (!folder.entries.has(name)) folder.entries.set(name, newFolder());
      else if (!recursive) throw systemError("EEXIST", "mkdir", path);
    },
    readdir: async (path) => {
      await ask("readdir", path, false);
      const node = there(disk, path, "readdir");
      if (node.kind !== "folder") throw systemError("ENOTDIR", "readdir", path);
      return [...node.entries.keys()];
    },
    lstat: async (path) => {
      await ask("lstat", path, false);
      return factsOf(there(disk, path, "lstat"), wallNow());
    },
    stat: async (path) => {
      await ask("stat", path, false);
      const node = there(disk, path, "stat");
      if (node.kind === "link") throw systemError("ENOENT", "stat", path);
      return factsOf(node, wallNow());
    },
  };
}

/** Paths without the random part of the names of temp files, so that one seed always tells the same. */
function shown(path: string): string {
  return path.replace(/\.[0-9a-f]{16}\.tmp$/, ".tmp");
}

function there(disk: Disk, path: string, call: string): Node {
  const node = find(disk, path, call);
  if (node === undefined) throw systemError("ENOENT", call, path);
  return node;
}

function opened(disk: Disk, path: string, flags: string | number, now: number): Node {
  const { folder, name } = path === "/" ? { folder: disk.root, name: "" } : parentOf(disk, path, "open");
  const node = name === "" ? disk.root : folder.entries.get(name);
  if (typeof flags === "number") {
    if (node?.kind === "link") throw systemError((flags & constants.O_NOFOLLOW) > 0 ? "ELOOP" : "ENOENT", "open", path);
    return there(disk, path, "open");
  }
  if (flags === "r") return there(disk, path, "open");
  if (flags === "wx" && node !== undefined) throw systemError("EEXIST", "open", path);
  if (node?.kind === "folder") throw systemError("EISDIR", "open", path);
  if (node !== undefined) return node;
  const made = newFile(now);
  folder.entries.set(name, made);
  return made;
}

function openFile(actor: Actor, node: Node, path: string, wallNow: () => number): OpenFile {
  const file = (): FileNode => {
    if (node.kind !== "file") throw systemError("EISDIR", "read", path);
    return node;
  };
  const write = async (text: string): Promise<void> => {
    const bytes = Buffer.from(text);
    const code = await actor.call({ port: "disk", what: `write ${shown(path)}`, changes: true });
    // A full disk takes some of it.
    const taken = code === null ? bytes : bytes.subarray(0, bytes.length >> 1);
    file().data = Buffer.concat([file().data, taken]);
    file().changedAt = wallNow();
    if (code !== null) throw systemError(code, "write", path);
  };
  const syncNow = async (): Promise<void> => {
    const code = await actor.call({ port: "disk", what: `sync ${shown(path)}`, changes: true });
    if (code !== null) throw systemError(code, "fsync", path);
    sync(node);
  };
  return {
    chmod: () => Promise.resolve(),
    writeFile: write,
    appendFile: write,
    sync: syncNow,
    datasync: syncNow,
    stat: () => Promise.resolve(factsOf(node, wallNow())),
    read: (buffer, offset, length, position) =>
      Promise.resolve(file().data.copy(buffer, offset, position, position + length)),
    readFile: async () => Buffer.from(file().data),
    close: () => Promise.resolve(),
  };
}

/** The store compares times of files with the clock of this test run, so their age is told by that. */
function factsOf(node: Node, wallNow: number): FileFacts {
  const changedAt = node.kind === "file" ? node.changedAt : wallNow;
  return {
    size: node.kind === "file" ? node.data.length : 0,
    mtime: new Date(changedAt),
    mtimeMs: Date.now() - (wallNow - changedAt),
    isFile: () => node.kind === "file",
    isDirectory: () => node.kind === "folder",
  };
}

function rename(disk: Disk, from: string, to: string): void {
  const source = parentOf(disk, from, "rename");
  const target = parentOf(disk, to, "rename");
  const [node, before] = [source.folder.entries.get(source.name), target.folder.entries.get(target.name)];
  if (node === undefined) throw systemError("ENOENT", "rename", from);
  if (before?.kind === "folder" && node.kind !== "folder") throw systemError("EISDIR", "rename", to);
  if (before?.kind === "folder" && before.entries.size > 0) throw systemError("ENOTEMPTY", "rename", to);
  source.folder.entries.delete(source.name);
  target.folder.entries.set(target.name, node);
}

function remove(disk: Disk, path: string, force: boolean, recursive: boolean): void {
  const { folder, name } = parentOf(disk, path, "rm");
  const node = folder.entries.get(name);
  if (node === undefined && !force) throw systemError("ENOENT", "rm", path);
  if (node?.kind === "folder" && !recursive) throw systemError("EISDIR", "rm", path);
  folder.entries.delete(name);
}
