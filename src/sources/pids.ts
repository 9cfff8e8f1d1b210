import type { ChildProcess } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import findProcess from "find-process";

type Find = (by: "name", value: RegExp) => Promise<readonly { readonly pid: number }[]>;
// The package's type declarations do not resolve under NodeNext, so the function arrives untyped.
const find = findProcess as Find;

/** Every name; a text would be made into an expression inside a callback, where a fault of it crashes the program. */
const everyName = /^/;

/**
 * The pids of all processes, as find-process has `ps` list them. Rejects with a sentence why it could not; that the
 * list is whole is for the caller to check: a `ps` that sees nothing answers with an empty list.
 */
export async function listPids(limitMs = 10_000): Promise<readonly number[]> {
  const { found, children } = startListing();
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      children.forEach(letGo);
      reject(new Error(`ps did not answer within ${limitMs / 1_000} s`));
    }, limitMs);
  });
  try {
    const rows = await Promise.race([found.catch(rejectWithReason), tooLate]);
    return rows.map(({ pid }) => pid).filter((pid) => Number.isSafeInteger(pid) && pid > 0);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Starts find-process in a locale every host has: with one that is missing `sh` prints a warning, which the package
 * takes for a failure. It takes no environment and hands out no child, but starts the child before it returns:
 * ours is changed for just that long, and Node tells of the child on a channel.
 */
function startListing(): { found: ReturnType<Find>; children: readonly ChildProcess[] } {
  const children: ChildProcess[] = [];
  const note = (message: unknown): void => void children.push((message as { process: ChildProcess }).process);
  const before = process.env["LC_ALL"];
  process.env["LC_ALL"] = "C.UTF-8";
  subscribe("child_process", note);
  try {
    return { found: find("name", everyName), children };
  } finally {
    unsubscribe("child_process", note);
    if (before === undefined) delete process.env["LC_ALL"];
    else process.env["LC_ALL"] = before;
  }
}

/** A `ps` that hangs, as it may on a process that cannot be read, must not keep the program from ending. */
function letGo(child: ChildProcess): void {
  child.kill("SIGKILL");
  child.unref();
  child.stdout?.destroy();
  child.stderr?.destroy();
}

function rejectWithReason(error: unknown): never {
  throw new Error(reasonOf(error), { cause: error });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "ps failed";
  const { code, signal } = error as Error & { code?: unknown; signal?: unknown };
  if (code === 127) return "the program ps is missing: install procps";
  if (code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return "ps printed more than the 2 MiB find-process takes";
  if (typeof signal === "string") return `ps was ended by ${signal}`;
  const text = error.message.replace(/[\p{Cc}\s]+/gu, " ").trim();
  return text === "" ? "ps failed" : text.slice(0, 200);
}
