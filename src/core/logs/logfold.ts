import type { LogFacts } from "./log.ts";
import { foldCypress, foldDetails } from "./logcypress.ts";
import { readableLine, shownLine, withoutPrefix, withoutStamp } from "./logline.ts";
import { foldMachines } from "./logmachines.ts";
import { runBroken, runEnded, runStarted } from "./logmarks.ts";
import type { LinePatterns } from "../ports.ts";

/** The patterns of the configuration, each made to fit whole lines only, whether or not it says so itself. */
export interface CompiledLinePatterns {
  readonly machines: readonly RegExp[];
  readonly start: readonly RegExp[];
  readonly end: readonly RegExp[];
  readonly cancelled: readonly RegExp[];
  readonly killed: readonly RegExp[];
}

/** Takes one line of a log into the facts. Cypress's own lines are known; the patterns tell the others. */
export function foldLine(facts: LogFacts, raw: string, patterns: CompiledLinePatterns): LogFacts {
  const line = readableLine(raw);
  if (line === "") return facts;
  const counted = { ...facts, lines: facts.lines + 1 };
  const bare = withoutPrefix(line);
  const told = foldCypress(counted, bare) ?? (bare === line ? undefined : foldCypress(counted, line));
  const unstamped = bare === line ? line : withoutStamp(line);
  const lines = unstamped === line ? [line] : [line, unstamped];
  const marked = told ?? foldMarkers(foldDetails(counted, unstamped), lines, patterns);
  return lines.reduce((known, one) => foldMachines(known, one, patterns.machines), marked);
}

/** Makes expressions of the patterns; the configuration was checked, so each of them is one. */
export function compileLines({ machines, markers }: LinePatterns): CompiledLinePatterns {
  return {
    machines: [...machines.announced, ...machines.status].map(wholeLine),
    start: markers.start.map(wholeLine),
    end: markers.end.map(wholeLine),
    cancelled: markers.cancelled.map(wholeLine),
    killed: markers.killed.map(wholeLine),
  };
}

/** `lines`: one line as it stands there, and without what was put before it. */
function foldMarkers(facts: LogFacts, lines: readonly string[], patterns: CompiledLinePatterns): LogFacts {
  const [line = ""] = lines;
  const fits = (pattern: RegExp) => lines.some((one) => pattern.test(one));
  if (patterns.start.some(fits)) return runStarted(facts);
  if (patterns.end.some(fits)) return runEnded(facts, "configured", shownLine(line));
  if (patterns.cancelled.some(fits)) return runBroken(facts, "cancelled", shownLine(line));
  if (patterns.killed.some(fits)) return runBroken(facts, "killed", shownLine(line));
  return facts;
}

function wholeLine(source: string): RegExp {
  return new RegExp(`^(?:${source})$`, "iu");
}
