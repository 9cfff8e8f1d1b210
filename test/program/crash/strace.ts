import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { temporaryFolder } from "../workplace.ts";

/**
 * The system calls by which a pass changes what others can see: files below its directories, the lock and its gate, the
 * request to Mattermost. All others (reading, waiting, and the writes to a file, each of which stands between two of
 * these) leave the world as it is, so that a pass killed before each of these has been killed at every one.
 */
const effects = [
  ...["mkdir", "mkdirat", "rmdir", "unlink", "unlinkat", "rename", "renameat", "renameat2", "link", "linkat"],
  ...["chmod", "fchmod", "fchmodat", "utimensat", "ftruncate", "fsync", "fdatasync"],
  ...["bind", "connect", "sendto", "sendmsg", "writev"],
];

/** Those of them that a disk may refuse. */
const disk = effects.filter((call) => !["bind", "connect", "sendto", "sendmsg", "writev"].includes(call));

/** All file calls in one thread, so that each call has the same number in every run. */
export const oneThread = { UV_THREADPOOL_SIZE: "1" } as const;

/** One call of a pass, by its name and how many of that name its thread has made with it. */
export interface Place {
  readonly call: string;
  readonly number: number;
}

/** The places of a pass, from what `recording` wrote of one. */
function placesOf(trace: string): readonly Place[] {
  const counts = new Map<string, number>();
  for (const [, thread, call] of trace.matchAll(/^(\d+) +(\w+)\(/gm)) {
    const key = `${thread ?? ""} ${call ?? ""}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const most = new Map<string, number>();
  for (const [key, count] of counts) {
    const [, call = ""] = key.split(" ");
    most.set(call, Math.max(most.get(call) ?? 0, count));
  }
  return [...most].flatMap(([call, count]) =>
    Array.from({ length: count }, (_, index) => ({ call, number: index + 1 })),
  );
}

/** What starts a program so that its effects are written to a file, and the places in it afterwards. */
export function recording(context: TestContext): { readonly by: readonly string[]; places(): readonly Place[] } {
  const file = join(temporaryFolder(context), "trace");
  const calls = effects.map((name) => `?${name}`).join(",");
  const by = ["strace", "-f", "-qq", "-e", `trace=${calls}`, "-e", "signal=none", "-o", file];
  return { by, places: () => placesOf(readFileSync(file, "utf8")) };
}

/** What starts a program so that it is killed as it enters a call, before that does anything. */
export function killBefore(place: Place): readonly string[] {
  return injecting(place, "signal=KILL", "/dev/null");
}

/** What starts a program so that it stands still when a call has returned, and that this is told in a file. */
export function stopAfter(place: Place, trace: string): readonly string[] {
  return injecting(place, "signal=STOP", trace);
}

/** What starts a program so that one call fails with this error, as on a disk that is full or broken. */
export function failAt({ call, number }: Place, error: string): readonly string[] {
  return injecting({ call, number }, `error=${error}`, "/dev/null");
}

export function isOfDisk({ call }: Place): boolean {
  return disk.includes(call);
}

/** strace sends the signal at a call's beginning; only SIGKILL keeps the kernel from going on with the call (seen, 6.1). */
function injecting({ call, number }: Place, what: string, file: string): readonly string[] {
  const inject = `inject=${call}:${what}:when=${String(number)}`;
  return ["strace", "-f", "-qq", "-e", `trace=${call}`, "-e", inject, "-o", file];
}

/** A test that needs strace: where it cannot trace, it fails under CI, and elsewhere is reported as skipped. */
export function straceTest(name: string, body: (context: TestContext) => Promise<void>): void {
  test(name, async (context) => {
    if (canTrace()) return body(context);
    const missing = "strace cannot trace a process here: install the package strace, and allow ptrace";
    if (process.env["CI"] !== undefined) assert.fail(missing);
    context.skip(missing);
  });
}

function canTrace(): boolean {
  return spawnSync("strace", ["-f", "-o", "/dev/null", "true"]).status === 0;
}
