import type { FileHandle } from "node:fs/promises";
import type { LogFacts, LogReading } from "../core/logs/log.ts";
import { foldLine, type CompiledLinePatterns } from "../core/logs/logfold.ts";
import { present, unreadable, type Seen } from "../core/words.ts";
import { createLineCutter, maxLineBytes } from "./linecutter.ts";
import { positionAt } from "./logposition.ts";
import { readAt } from "./regularfile.ts";
import { slowPattern } from "./slowpattern.ts";
import { withinMs } from "./timelimit.ts";

/** In bytes; what a log holds beyond that is left to the next look. */
export const maxLogBytesPerLook = 64 * 1024 * 1024;
/** In milliseconds; what takes longer is left to the next look too. */
export const maxLogMsPerLook = 3_000;

const chunkBytes = 256 * 1024;

export interface OpenLog {
  readonly handle: FileHandle;
  readonly size: number;
  readonly encoding: LogReading["encoding"];
}

/** Where reading begins, and what is known up to there. */
export interface LogStart {
  readonly offset: number;
  readonly facts: LogFacts;
}

/** Reads on in a log, as far as one look may. "Could not look" only if the patterns take too long for its very next lines. */
export async function readOn(
  log: OpenLog,
  start: LogStart,
  patterns: CompiledLinePatterns,
  maxMs: number,
): Promise<Seen<LogReading>> {
  const { handle, size, encoding } = log;
  const limit = Math.min(size, start.offset + maxLogBytesPerLook);
  const cutter = createLineCutter(encoding);
  const folded = foldWithin(start.facts, patterns, maxMs);
  let read = start.offset;
  let whole = start;
  const late = async (): Promise<Seen<LogReading>> =>
    whole.offset > start.offset
      ? present(await readingOf(log, whole, whole.facts, true))
      : unreadable(slowPattern(patterns, folded.newest()));
  for await (const chunk of chunks(handle, read, limit)) {
    if (!folded.add((fold) => cutter.take(chunk, fold))) return late();
    read += chunk.length;
    whole = { offset: read - cutter.rest().bytes, facts: folded.facts() };
  }
  const { line, bytes } = cutter.rest();
  const behind = limit < size;
  if (behind && bytes <= maxLineBytes) return present(await readingOf(log, whole, whole.facts, true));
  if (!folded.add((fold) => fold(line))) return late();
  // Left to the next look, a line longer than a look may read would be read for ever.
  if (behind) whole = { offset: read, facts: folded.facts() };
  return present(await readingOf(log, whole, folded.facts(), behind));
}

async function readingOf(log: OpenLog, whole: LogStart, facts: LogFacts, behind: boolean): Promise<LogReading> {
  const position = await positionAt(log.handle, whole.offset);
  return { kind: "log", encoding: log.encoding, position, whole: whole.facts, facts, behind };
}

interface Folded {
  /** Takes in lines; false if that took longer than is left, and the facts are of no use any more. */
  add(lines: (fold: (line: string) => void) => void): boolean;
  facts(): LogFacts;
  /** The line that was taken in last. */
  newest(): string;
}

function foldWithin(start: LogFacts, patterns: CompiledLinePatterns, maxMs: number): Folded {
  let [facts, newest] = [start, ""];
  let leftMs = maxMs;
  const fold = (line: string): void => {
    newest = line;
    facts = foldLine(facts, line, patterns);
  };
  return {
    add(lines) {
      const before = performance.now();
      const { done } = withinMs(leftMs, () => lines(fold));
      leftMs -= performance.now() - before;
      return done;
    },
    facts: () => facts,
    newest: () => newest,
  };
}

/** The bytes from `start` up to `end`, or up to where the file ends by now. */
async function* chunks(handle: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  for (let at = start; at < end;) {
    const chunk = await readAt(handle, buffer.subarray(0, Math.min(chunkBytes, end - at)), at);
    if (chunk.length === 0) return;
    yield chunk;
    at += chunk.length;
  }
}
