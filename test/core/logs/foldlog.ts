import { configSchema } from "../../../src/core/config.ts";
import { noLogFacts, type LogFacts } from "../../../src/core/logs/log.ts";
import { compileLines, foldLine } from "../../../src/core/logs/logfold.ts";
import type { LinePatterns } from "../../../src/core/ports.ts";

const defaults: LinePatterns = configSchema.parse({});

/** The facts of a whole log. */
export function fold(log: string, lines: LinePatterns = defaults): LogFacts {
  const patterns = compileLines(lines);
  return log.split("\n").reduce((facts, line) => foldLine(facts, line, patterns), noLogFacts);
}

/** The default patterns, but for these markers. */
export function withMarkers(markers: object): LinePatterns {
  return configSchema.parse({ markers });
}
