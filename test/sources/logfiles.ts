import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { configSchema } from "../../src/core/config.ts";
import type { LogPosition, LogReading } from "../../src/core/logs/log.ts";
import { log, logEnd } from "../../src/sources/log.ts";

/** A directory of its own for each test file, removed with its end. */
export const dir = mkdtempSync(join(tmpdir(), "atvm-log-"));
after(() => rmSync(dir, { recursive: true, force: true }));

export const lines = configSchema.parse({ markers: { end: ["end of .*"] } });
let count = 0;

/** A new log with this content. */
export function newLog(content: string | Buffer = ""): string {
  const file = join(dir, `${count++}.log`);
  writeFileSync(file, content);
  return file;
}

/** Reads on in a log that is there. */
export async function look(
  file: string,
  before: LogReading | null = null,
  skip: LogPosition | null = null,
): Promise<LogReading> {
  const seen = await log(file, before, skip, lines);
  assert.ok(seen.seen === "present", JSON.stringify(seen));
  return seen.fact.reading;
}

/** The position at the end of a log that is there. */
export async function endOf(file: string): Promise<LogPosition> {
  const seen = await logEnd(file);
  assert.ok(seen.seen === "present");
  return seen.fact;
}
