import type { FileHandle } from "node:fs/promises";
import { noLogFacts, type LogFacts, type LogPosition, type LogReading } from "../core/logs/log.ts";
import { replacedLog } from "../core/logs/logreplaced.ts";
import { compileLines, foldLine, type CompiledLinePatterns } from "../core/logs/logfold.ts";
import type { LinePatterns, LogSeen } from "../core/ports.ts";
import { present, type Seen } from "../core/words.ts";
import { createLineCutter, maxLineBytes } from "./linecutter.ts";
import { holds, positionAt } from "./logposition.ts";
import { lookInto, readAt } from "./regularfile.ts";

/** In bytes; what a log holds beyond that is left to the next look. */
export const maxLogBytesPerLook = 64 * 1024 * 1024;

const chunkBytes = 1024 * 1024;

/**
 * Reads on in a log from where the last reading stopped, else from `skip`, else from its start: whichever still stands
 * behind the bytes it stood behind. The file's inode is not compared with an earlier one. Of a log that was replaced
 * since the last reading some facts stay known. Never throws.
 */
export async function log(
  file: string,
  before: LogReading | null,
  skip: LogPosition | null,
  lines: LinePatterns,
): Promise<Seen<LogSeen>> {
  return lookInto(file, async (handle, stamp) => {
    const open = { handle, size: stamp.size, encoding: await encodingOf(handle) };
    const start = await startOf(open, before, skip);
    return present({ stamp, reading: await readOn(open, start, compileLines(lines)) });
  });
}

/** The position at the end of a log as it is now. Never throws. */
export async function logEnd(file: string): Promise<Seen<LogPosition>> {
  return lookInto(file, async (handle, { size }) => present(await positionAt(handle, size)));
}

interface OpenLog {
  readonly handle: FileHandle;
  readonly size: number;
  readonly encoding: LogReading["encoding"];
}

/** Where reading begins, and what is known up to there. */
interface Start {
  readonly offset: number;
  readonly facts: LogFacts;
}

/** By the byte order mark or, without one, by the NUL that every ASCII character of UTF-16 ends with. */
async function encodingOf(handle: FileHandle): Promise<LogReading["encoding"]> {
  const [first, second] = await readAt(handle, Buffer.alloc(2), 0);
  const marked = first === 0xff && second === 0xfe;
  return marked || (first !== 0 && second === 0) ? "utf-16le" : "utf-8";
}

async function startOf(log: OpenLog, before: LogReading | null, skip: LogPosition | null): Promise<Start> {
  if (before?.encoding === log.encoding && (await holds(log.handle, before.position))) {
    return { offset: before.position.offset, facts: before.whole };
  }
  // The last look may have come when one byte was written: too early to tell the encoding, and nothing was read then.
  const facts = before === null || before.position.offset === 0 ? noLogFacts : replacedLog(before.facts);
  if (skip !== null && (await holds(log.handle, skip))) {
    const halfCharacter = log.encoding === "utf-16le" ? skip.offset % 2 : 0;
    return { offset: skip.offset - halfCharacter, facts };
  }
  return { offset: 0, facts };
}

async function readOn(log: OpenLog, start: Start, patterns: CompiledLinePatterns): Promise<LogReading> {
  const { handle, size, encoding } = log;
  const limit = Math.min(size, start.offset + maxLogBytesPerLook);
  const cutter = createLineCutter(encoding);
  let { offset, facts } = start;
  const fold = (line: string) => {
    facts = foldLine(facts, line, patterns);
  };
  for await (const chunk of chunks(handle, offset, limit)) {
    cutter.take(chunk, fold);
    offset += chunk.length;
  }
  const behind = limit < size;
  const { line, bytes } = cutter.rest();
  // Left to the next look, a line longer than a look may read would be read for ever.
  if (behind && bytes > maxLineBytes) fold(line);
  else offset -= bytes;
  const whole = facts;
  if (!behind) fold(line);
  return { kind: "log", encoding, position: await positionAt(handle, offset), whole, facts, behind };
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
