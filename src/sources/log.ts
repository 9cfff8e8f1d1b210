import type { FileHandle } from "node:fs/promises";
import { noLogFacts, type LogPosition, type LogReading } from "../core/logs/log.ts";
import { replacedLog } from "../core/logs/logreplaced.ts";
import { compileLines } from "../core/logs/logfold.ts";
import type { LinePatterns, LogSeen } from "../core/ports.ts";
import { present, type Seen } from "../core/words.ts";
import { maxLogMsPerLook, readOn, type LogStart, type OpenLog } from "./loglines.ts";
import { holds, positionAt } from "./logposition.ts";
import { lookInto, readAt } from "./regularfile.ts";

/**
 * Reads on in a log from where the last reading stopped, else from `skip`, else from its start: whichever still stands
 * behind the bytes it stood behind. The file's inode is not compared with an earlier one. Of a log that was replaced
 * since the last reading some facts stay known. Patterns may take `maxMs` for its lines. Never throws.
 */
export async function log(
  file: string,
  before: LogReading | null,
  skip: LogPosition | null,
  lines: LinePatterns,
  maxMs = maxLogMsPerLook,
): Promise<Seen<LogSeen>> {
  return lookInto(file, async (handle, stamp) => {
    const open = { handle, size: stamp.size, encoding: await encodingOf(handle, before) };
    const start = await startOf(open, before, skip);
    const reading = await readOn(open, start, compileLines(lines), maxMs);
    return reading.seen === "present" ? present({ stamp, reading: reading.fact }) : reading;
  });
}

/** The position at the end of a log as it is now. Never throws. */
export async function logEnd(file: string): Promise<Seen<LogPosition>> {
  return lookInto(file, async (handle, { size }) => present(await positionAt(handle, size)));
}

/**
 * By the byte order mark or, without one, by the NUL that every ASCII character of UTF-16 ends with. A log that was
 * emptied while its writer went on begins with a hole; it is what it was.
 */
async function encodingOf(handle: FileHandle, before: LogReading | null): Promise<LogReading["encoding"]> {
  const [first, second] = await readAt(handle, Buffer.alloc(2), 0);
  if (first === 0 && second === 0 && before !== null) return before.encoding;
  const marked = first === 0xff && second === 0xfe;
  return marked || (first !== 0 && second === 0) ? "utf-16le" : "utf-8";
}

async function startOf(log: OpenLog, before: LogReading | null, skip: LogPosition | null): Promise<LogStart> {
  if (before?.encoding === log.encoding && (await holds(log.handle, before.position))) {
    return { offset: before.position.offset, facts: before.whole };
  }
  // The last look may have come when one byte was written: too early to tell the encoding, and nothing was read then.
  const facts = before === null || before.position.offset === 0 ? noLogFacts : replacedLog(before);
  if (skip !== null && (await holds(log.handle, skip))) {
    const halfCharacter = log.encoding === "utf-16le" ? skip.offset % 2 : 0;
    return { offset: skip.offset - halfCharacter, facts };
  }
  return { offset: 0, facts };
}
