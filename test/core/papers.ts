import assert from "node:assert/strict";
import { defaultMarkers, defaultMachineLines } from "../../src/core/defaults.ts";
import { fingerprint, packOutcomes } from "../../src/core/reports/fingerprint.ts";
import { noLogFacts, type LogReading } from "../../src/core/logs/log.ts";
import { replacedLog } from "../../src/core/logs/logreplaced.ts";
import { compileLines, foldLine } from "../../src/core/logs/logfold.ts";
import type { LinePatterns } from "../../src/core/ports.ts";
import type { FinalReport, ReportKind, ReportReading, SpecResult, Unfinished } from "../../src/core/reports/report.ts";

/** A file of a run before any look: what a reader would make of it, without a stamp. */
export type Paper = PaperBase &
  (
    | { readonly kind: ReportKind; readonly reading: ReportReading }
    | { readonly kind: "log"; readonly reading: LogReading }
  );

interface PaperBase {
  readonly path: string;
  readonly machine: string | null;
  /** Seconds of the wall clock; if it is not told, just before the look that first sees it as it is. */
  readonly written?: number;
}

/** The tests of one spec by their titles; one with a `!` before it failed. */
export function spec(name: string | null, ...tests: readonly string[]): SpecResult {
  const failing = tests.filter((title) => title.startsWith("!")).map((title) => title.slice(1));
  const counts = { total: tests.length, passed: tests.length - failing.length, failed: failing.length };
  return {
    spec: name,
    tests: { ...counts, skipped: 0, flaky: 0 },
    failing: failing.map((title) => ({ name: title, message: "expected true to be false" })),
    outcomes: packOutcomes(
      tests.map((title) => [title.replace(/^!/, ""), title.startsWith("!") ? "failed" : "passed"]),
    ),
  };
}

/** A whole JUnit report; of two green specs if none are given, as mocha writes it at its very end. */
export function junit(machine: string | null, ...specs: readonly SpecResult[]): Paper {
  const path = `xml/nightly${machine === null ? "" : `_${machine}`}.xml`;
  return { path, machine, kind: "junit", reading: whole("junit", specs) };
}

/** A whole mochawesome report; its test uuids are made of `uuids`. */
export function mochawesome(machine: string | null, specs: readonly SpecResult[] = [], uuids = ""): Paper {
  const path = `mochawesome/nightly${machine === null ? "" : `_${machine}`}.json`;
  const packed = uuids === "" ? null : uuids.split(" ").map(fingerprint).join(" ");
  return { path, machine, kind: "mochawesome", reading: { ...whole("mochawesome", specs), uuids: packed } };
}

/** A report that is not final. */
export function unfinished(machine: string | null, why: Unfinished, tests = 0): Paper {
  const paper = junit(machine);
  const reading = { final: false, kind: "junit", why, detail: `it is ${why}`, tests } as const;
  return { path: paper.path, machine, kind: "junit", reading };
}

/** The same file under another path. */
export function at<P extends Paper>(path: string, paper: P): P {
  return { ...paper, path };
}

/** The run's own log, or one machine's, of these lines; it may have been written in place of another. */
export function log(
  lines: readonly string[],
  machine: string | null = null,
  markers: Partial<LinePatterns["markers"]> = {},
  replaced: Paper | null = null,
): Paper {
  const path = `logs/nightly${machine === null ? "" : `_${machine}`}.log`;
  const patterns = compileLines({
    machines: { announced: [...defaultMachineLines.announced], status: [...defaultMachineLines.status] },
    markers: {
      start: [...defaultMarkers.start],
      end: [...defaultMarkers.end],
      cancelled: [...defaultMarkers.cancelled],
      killed: [...defaultMarkers.killed],
      ...markers,
    },
  });
  const known = replaced?.kind === "log" ? replacedLog(replaced.reading) : noLogFacts;
  const facts = lines.reduce((read, line) => foldLine(read, line, patterns), known);
  const position = { offset: lines.join("\n").length, before: "" };
  return {
    path,
    machine,
    kind: "log",
    reading: { kind: "log", encoding: "utf-8", position, whole: facts, facts, behind: false },
  };
}

/** A log of which a look has read no more yet. */
export function behind(paper: Paper): Paper {
  assert.ok(paper.kind === "log");
  return { ...paper, reading: { ...paper.reading, behind: true } };
}

/** The lines of Cypress that matter: a run begins; it ends green; it ends with `n of m failed`; it ends without results. */
export const begins = ["  (Run Starting)"] as const;
export const finishes = ["  (Run Finished)"] as const;
export const endsGreen = [
  ...finishes,
  "  ✔  a.cy.js   00:01   1   1   -   -   -",
  total("✔  All specs passed!"),
] as const;

export function endsRed(failed: number, of: number): readonly string[] {
  return [...finishes, total(`✖  ${failed} of ${of} failed (33%)`)];
}

function total(words: string): string {
  return `    ${words}    00:06        3        3        -        -        -  `;
}

function whole(kind: ReportKind, specs: readonly SpecResult[]): FinalReport {
  const told = specs.length === 0 ? [spec("a.cy.js", "one"), spec("b.cy.js", "two")] : specs;
  return { final: true, kind, specs: told, uuids: null, notes: [] };
}
