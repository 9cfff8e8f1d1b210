import { basename, dirname } from "node:path/posix";
import { systemError } from "./systemerror.ts";

/** A file: what any process reads now, and what would be left after a power cut (null: not even its length). */
export interface FileNode {
  readonly kind: "file";
  data: Buffer;
  durable: Buffer | null;
  changedAt: number;
}

/** A folder: its entries now, and those that would be left after a power cut. */
export interface FolderNode {
  readonly kind: "folder";
  entries: Map<string, Node>;
  durable: Map<string, Node>;
}

/** A symbolic link that leads nowhere. */
export interface LinkNode {
  readonly kind: "link";
}

export type Node = FileNode | FolderNode | LinkNode;

/** A disk of two layers: the volatile one that processes see, and the durable one that survives a power cut. */
export interface Disk {
  readonly root: FolderNode;
}

export function emptyDisk(): Disk {
  return { root: newFolder() };
}

export function newFolder(): FolderNode {
  return { kind: "folder", entries: new Map(), durable: new Map() };
}

export function newFile(at: number): FileNode {
  return { kind: "file", data: Buffer.alloc(0), durable: null, changedAt: at };
}

/** What has this name now; undefined if there is nothing. Throws as the kernel does where the way there is barred. */
export function find({ root }: Disk, path: string, call = "lstat"): Node | undefined {
  let node: Node | undefined = root;
  for (const name of path.split("/").filter((part) => part !== "")) {
    if (node === undefined || node.kind === "link") throw systemError("ENOENT", call, path);
    if (node.kind === "file") throw systemError("ENOTDIR", call, path);
    node = node.entries.get(name);
  }
  return node;
}

/** The folder that holds this name, and the name. */
export function parentOf(
  disk: Disk,
  path: string,
  call: string,
): { readonly folder: FolderNode; readonly name: string } {
  const folder = find(disk, dirname(path), call);
  if (folder === undefined || folder.kind === "link") throw systemError("ENOENT", call, path);
  if (folder.kind === "file") throw systemError("ENOTDIR", call, path);
  return { folder, name: basename(path) };
}

/** What is synced now survives. */
export function sync(node: Node): void {
  if (node.kind === "file") node.durable = node.data;
  if (node.kind === "folder") node.durable = new Map(node.entries);
}

/** The text of a file as a power cut would leave it; undefined if there would be none. */
export function durableText({ root }: Disk, path: string): string | undefined {
  let node: Node | undefined = root;
  for (const name of path.split("/").filter((part) => part !== "")) {
    node = node?.kind === "folder" ? node.durable.get(name) : undefined;
  }
  return node?.kind === "file" ? node.durable?.toString() : undefined;
}

/** All files of a disk by their paths, as processes see them. */
export function filesOf({ root }: Disk): ReadonlyMap<string, Node> {
  const found = new Map<string, Node>();
  const walk = (folder: FolderNode, path: string): void => {
    for (const [name, node] of folder.entries) {
      if (node.kind === "folder") walk(node, `${path}/${name}`);
      else found.set(`${path}/${name}`, node);
    }
  };
  walk(root, "");
  return found;
}

/** The same disk once more, both layers, with what was one file under two names still one file. */
export function copyOf({ root }: Disk): Disk {
  const copies = new Map<Node, Node>();
  const copy = (node: Node): Node => {
    const known = copies.get(node);
    if (known !== undefined) return known;
    if (node.kind !== "folder") {
      const made = { ...node };
      copies.set(node, made);
      return made;
    }
    const made = newFolder();
    copies.set(node, made);
    for (const [name, entry] of node.entries) made.entries.set(name, copy(entry));
    for (const [name, entry] of node.durable) made.durable.set(name, copy(entry));
    return made;
  };
  return { root: copy(root) as FolderNode };
}
