import { readFileSync } from "node:fs";
import { parseMounts, type MountTable } from "../core/files/mounts.ts";

/** What is mounted where, as this process sees it; nothing where that cannot be told. */
export function mounts(file = "/proc/self/mountinfo"): MountTable {
  try {
    return parseMounts(readFileSync(file, "utf8"));
  } catch {
    return [];
  }
}
