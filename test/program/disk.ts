import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface FileOnDisk {
  readonly path: string;
  readonly content: string;
}

/** Every regular file below a folder with its bytes, each as one character. */
export function filesBelow(folder: string): readonly FileOnDisk[] {
  return pathsBelow(folder)
    .filter((path) => lstatSync(path).isFile())
    .map((path) => ({ path, content: readFileSync(path, "latin1") }));
}

/** One hash over all that lies below a folder: names, inodes, sizes, times of change and bytes. */
export function fingerprintOf(folder: string): string {
  const hash = createHash("sha256");
  for (const path of pathsBelow(folder)) {
    const stat = lstatSync(path, { bigint: true });
    hash.update([path, stat.ino, stat.mode, stat.size, stat.mtimeNs, stat.ctimeNs].join("\0"));
    if (stat.isFile()) hash.update(readFileSync(path));
  }
  return hash.digest("hex");
}

function pathsBelow(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.sort().map((name) => join(folder, name));
}
