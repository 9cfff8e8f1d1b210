import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { fingerprintOf } from "./disk.ts";
import type { Rig } from "./rig.ts";

/** What a refused command said: its code, and the sentence behind it. */
export interface Refusal {
  readonly code: string;
  readonly text: string;
}

/** Runs a command that has to be refused with this status: one line on stderr, nothing on stdout, nothing written. */
export async function refusal(rig: Rig, wanted: number, ...argv: readonly string[]): Promise<Refusal> {
  const before = worldOf(rig);
  const { status, stdout, stderr } = await rig.run(...argv);
  assert.deepEqual({ status, stdout }, { status: wanted, stdout: "" }, `${argv.join(" ")}: ${stderr}`);
  const [, code, text] = /^atvm-run-watcher: ([a-z-]+): ([^\n]+)\n$/.exec(stderr) ?? [];
  assert.ok(code !== undefined && text !== undefined, `one line: ${stderr}`);
  assert.equal(worldOf(rig), before, "a refused command writes nothing");
  return { code, text };
}

function worldOf({ stateDir }: Rig): string {
  const bell = `${stateDir}.run/doorbell`;
  return [stateDir, bell].map((folder) => (existsSync(folder) ? fingerprintOf(folder) : "none")).join();
}
