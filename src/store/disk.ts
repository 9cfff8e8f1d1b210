import { constants } from "node:os";
import { getSystemErrorMap } from "node:util";
import { exitStatus, Fault } from "../core/faults.ts";

/**
 * What a failed disk call means for the person at the keyboard. An error that no system call made is a bug and is
 * handed back as it is.
 */
export function diskFault(error: unknown, doing: "read" | "write", file: string): unknown {
  if (error instanceof Fault || !isSystemError(error)) return error;
  const code = codeOf(error);
  const cure = cures[code] ?? "look at that path and at journalctl -k";
  const status = isForbidden(code) ? exitStatus.notPermitted : exitStatus.io;
  return new Fault(status, `state-${doing}-failed`, `cannot ${doing} ${file}: ${systemReason(error)}; ${cure}`);
}

/** The same wrapped around one disk operation. */
export async function onDisk<Value>(doing: "read" | "write", file: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw diskFault(error, doing, file);
  }
}

/** `permission denied (EACCES)`: how a failed look is worded where nothing is thrown. */
export function systemReason(error: unknown): string {
  if (!isSystemError(error)) return String(error);
  const code = codeOf(error);
  const [, meaning = code === quota ? "disk quota exceeded" : "unknown error"] =
    getSystemErrorMap().get(error.errno) ?? [];
  return `${meaning} (${code})`;
}

/** Node has no name for a quota that is used up (20.20, seen). */
function codeOf({ code, errno }: { code: string; errno: number }): string {
  return -errno === constants.errno.EDQUOT ? quota : code;
}

/** Whether a system call failed with one of these codes. */
export function failedWith(error: unknown, ...codes: readonly string[]): boolean {
  return isSystemError(error) && codes.includes(error.code);
}

function isSystemError(error: unknown): error is Error & { code: string; errno: number } {
  return error instanceof Error && "code" in error && "errno" in error && typeof error.errno === "number";
}

/** What root would be allowed; root itself is refused by a sandbox or a file system, and sudo is no cure for that. */
function isForbidden(code: string): boolean {
  return (code === "EACCES" || code === "EPERM") && process.geteuid?.() !== 0;
}

const quota = "EDQUOT";
const somethingElse = "something else lies in its place: move that away";
const permissions = "run it with sudo, or check the owner and mode of that folder";
const cures: Readonly<Record<string, string>> = {
  ENOSPC: "make room on that disk",
  [quota]: "make room within the quota of the user that writes it, or raise it",
  EROFS: "make that file system writable",
  EACCES: permissions,
  EPERM: permissions,
  ENOENT: "the folder it belongs to is missing",
  ENOTDIR: somethingElse,
  EISDIR: somethingElse,
  ELOOP: somethingElse,
  ENOTEMPTY: somethingElse,
  EEXIST: somethingElse,
  EIO: "the disk is failing, see journalctl -k",
};
