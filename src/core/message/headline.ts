import type { MessageFacts } from "./message-facts.ts";
import { sumCounts, type TestCounts } from "../reports/report.ts";
import type { MachineResult } from "../state/state.ts";
import { formatDuration } from "../time.ts";

/** The sign of a run or machine that failed, or of one that did not. */
export function icon(state: "COMPLETED" | MachineResult["state"]): string {
  return state === "COMPLETED" || state === "PASSED" ? "✅" : "❌";
}

/** `3 machines`, `1 machine`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** What follows state and run name: `group 2 of 5 · 1 of 3 machines failed · 4 of 120 tests · 2 h 10 min`. */
export function summary(facts: MessageFacts): string {
  const { machines } = facts.result;
  return [
    groupPart(facts.group),
    facts.attempt > 1 ? `attempt ${facts.attempt}` : "",
    machinesPart(machines),
    undeclaredPart(machines),
    lastWordPart(facts.result),
    ...testParts(machines),
    durationPart(facts.startedAt, facts.endedAt),
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

/** True for a machine that nobody declared although others were. */
export function isUndeclared(machine: MachineResult, all: readonly MachineResult[]): boolean {
  return !machine.declared && all.some(({ declared }) => declared);
}

function groupPart(group: MessageFacts["group"]): string {
  if (group === null) return "";
  return `group ${group.position}${group.of === null ? "" : ` of ${group.of}`}`;
}

function machinesPart(machines: readonly MachineResult[]): string {
  const failed = machines.filter(({ state }) => state === "FAILED").length;
  if (failed === 0) return `${counted(machines.length, "machine")} passed`;
  return machines.length === 1 ? "1 machine failed" : `${failed} of ${machines.length} machines failed`;
}

function undeclaredPart(machines: readonly MachineResult[]): string {
  const count = machines.filter((machine) => isUndeclared(machine, machines)).length;
  return count === 0 ? "" : `${count} not declared`;
}

/** The run's own last word stands for more than the reports where these know of no failure. */
function lastWordPart({ lastWord, machines }: MessageFacts["result"]): string {
  if (lastWord === null) return "";
  const { failed, of, unit } = lastWord;
  const known = machines.some(({ state }) => state === "FAILED");
  return `${failed} of ${counted(of, unit)} failed${known ? "" : `, no report of ${failed === 1 ? "it" : "them"}`}`;
}

function testParts(machines: readonly MachineResult[]): readonly string[] {
  const known = machines.map(({ tests }) => tests).filter((tests) => tests !== null);
  if (known.length === 0) return [];
  const counts = sumCounts(known);
  const doubt = machines.some(({ lastReportOnly }) => lastReportOnly) ? " (last reports only)" : "";
  return [testsPart(counts) + doubt, ...oddTests(counts)];
}

function testsPart({ total, failed }: TestCounts): string {
  if (total === 0) return "no tests ran";
  return failed === 0 ? counted(total, "test") : `${failed} of ${counted(total, "test")}`;
}

/** Tests that are neither plainly passed nor failed, where there are any. */
export function oddTests({ flaky, skipped }: TestCounts): readonly string[] {
  return [flaky === 0 ? "" : `${flaky} flaky`, skipped === 0 ? "" : `${skipped} skipped`].filter((part) => part !== "");
}

function durationPart(startedAt: string | null, endedAt: string | null): string {
  const ms = Date.parse(endedAt ?? "") - Date.parse(startedAt ?? "");
  return ms >= 0 ? formatDuration(ms) : "";
}
