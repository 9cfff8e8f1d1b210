import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync, chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { setTimeout } from "node:timers/promises";

/** A real process that lives until the test ends or kills it. */
export interface RealProcess {
  readonly pid: number;
  /** Kills it and waits until it was reaped. */
  readonly kill: () => Promise<void>;
  /** The first line it prints. */
  readonly firstLine: () => Promise<string>;
}

/** Starts a program; resolves once it runs. It is killed by its own pid when the test ends. */
export async function start(t: TestContext, program: string, args: readonly string[]): Promise<RealProcess> {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  await once(child, "spawn");
  const kill = (): Promise<void> => end(child);
  t.after(kill);
  return { pid: pidOf(child), kill, firstLine: () => firstLine(child) };
}

/** A node process with these arguments that does nothing and prints `ready` once it is up. */
export function startIdle(t: TestContext, args: readonly string[]): Promise<RealProcess> {
  return start(t, process.execPath, ["-e", "console.log('ready'); setInterval(() => {}, 60_000)", "--", ...args]);
}

/** Kills a process that a started one left behind, unless the test did so itself. */
export function killAtEnd(t: TestContext, pid: number): void {
  t.after(() => {
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  });
}

/** Looks until what is looked for is there; the test's own time limit ends a wait in vain. */
export async function until<Value>(look: () => Promise<Value | undefined> | Value | undefined): Promise<Value> {
  for (;;) {
    const value = await look();
    if (value !== undefined) return value;
    await setTimeout(10);
  }
}

/** A directory that holds a program `ps` with this shell text, and nothing else. */
export function fakePs(t: TestContext, text: string): string {
  const dir = mkdtempSync(join(tmpdir(), "atvm-ps-"));
  t.after(() => rmSync(dir, { recursive: true }));
  writeFileSync(join(dir, "ps"), `#!/bin/sh\nPATH=/usr/bin:/bin\n${text}\n`);
  chmodSync(join(dir, "ps"), 0o755);
  return dir;
}

/** Does the work with another `PATH`. */
export async function withPath<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  const before = process.env["PATH"];
  process.env["PATH"] = path;
  try {
    return await work();
  } finally {
    process.env["PATH"] = before;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = "";
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.includes("\n")) return text.slice(0, text.indexOf("\n"));
  }
  throw new Error("the process ended without a line");
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error("the process has no pid");
  return child.pid;
}
