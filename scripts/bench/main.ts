import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { passes } from "./passes.ts";
import { reading } from "./reading.ts";

// npm run bench [-- [passes|reading] [RUNS]]: what passes cost, and how fast reports are read.
const words = process.argv.slice(2);
const what = /^[a-z]/.test(words[0] ?? "") ? words.shift() : "both";
const [given, ...rest] = words;
const runs = given === undefined ? undefined : Number(given);
if (!["both", "passes", "reading"].includes(what ?? "") || rest.length > 0) throw new Error("passes or reading?");
if (runs !== undefined && (!Number.isSafeInteger(runs) || runs < 1)) throw new Error(`${given} is no number of runs`);
const folder = mkdtempSync(join(tmpdir(), "atvm-bench-"));
try {
  if (what !== "reading") print(passes(folder, runs ?? 21));
  if (what === "both") print([""]);
  if (what !== "passes") print(await reading(folder, runs ?? 5));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
