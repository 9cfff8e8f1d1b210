import type { LogReading } from "../core/logs/log.ts";

/** Longer lines are cut, in bytes: what patterns look for is short, and memory stays bounded. */
export const maxLineBytes = 64 * 1024;

/** Cuts bytes that come in chunks into lines. */
export interface LineCutter {
  /** Calls `each` with every line that ends within the chunk, without its line feed. */
  take(chunk: Buffer, each: (line: string) => void): void;
  /** The last line, which has no end yet, and how many bytes it takes. */
  rest(): { readonly line: string; readonly bytes: number };
}

type Encoding = LogReading["encoding"];

/** Cuts either encoding; of UTF-16 each chunk but the last must hold whole units of two bytes. */
export function createLineCutter(encoding: Encoding): LineCutter {
  const lineFeed = lineFeeds[encoding];
  let begun = nothing;
  let bytes = 0;
  const joined = (part: Buffer) =>
    (begun.length === 0 ? withoutNuls(part, lineFeed.length) : Buffer.concat([begun, part])).subarray(0, maxLineBytes);
  return {
    take(chunk, each) {
      let from = 0;
      for (let at = indexOfUnit(chunk, lineFeed, from); at !== -1; at = indexOfUnit(chunk, lineFeed, from)) {
        each(joined(chunk.subarray(from, at)).toString(encoding));
        begun = nothing;
        bytes = 0;
        from = at + lineFeed.length;
      }
      // A copy: the caller reads the next chunk into the same memory.
      begun = Buffer.from(joined(chunk.subarray(from)));
      bytes += chunk.length - from;
    },
    rest: () => ({ line: begun.toString(encoding), bytes }),
  };
}

const nothing = Buffer.alloc(0);
const lineFeeds: Readonly<Record<Encoding, Buffer>> = {
  "utf-8": Buffer.from("\n", "utf-8"),
  "utf-16le": Buffer.from("\n", "utf-16le"),
};

/**
 * A writer that goes on after its log was emptied leaves a hole before the next line, which reads as NULs: as long as the
 * log was, and longer than a line may be.
 */
function withoutNuls(line: Buffer, unit: number): Buffer {
  let from = 0;
  while (from < line.length && line[from] === 0) from += 1;
  return line.subarray(from - (from % unit));
}

/** The bytes of a unit also occur across two other units: only where a unit begins do they count. */
function indexOfUnit(chunk: Buffer, unit: Buffer, from: number): number {
  let at = chunk.indexOf(unit, from);
  while (at % unit.length > 0) at = chunk.indexOf(unit, at + 1);
  return at;
}
