import type { CompiledLinePatterns } from "../core/logs/logfold.ts";
import { readableLine } from "../core/logs/logline.ts";
import { withinMs } from "./timelimit.ts";

/** In milliseconds; an expression that takes longer for one line is not one to keep. */
const perPattern = 200;

/** Which kind of pattern takes too long for this line: the sentence of a log that cannot be read. */
export function slowPattern(patterns: CompiledLinePatterns, raw: string): string {
  const line = readableLine(raw);
  for (const [kind, expressions] of Object.entries(patterns) as readonly [string, readonly RegExp[]][]) {
    for (const expression of expressions) {
      if (withinMs(perPattern, () => expression.test(line)).done) continue;
      const where = kind === "machines" ? "machines" : `markers.${kind}`;
      return `a pattern of ${where} takes too long for one of its lines: ${expression.source.slice(4, -2)}`;
    }
  }
  return "its lines take too long to compare with the patterns of machines and markers";
}
