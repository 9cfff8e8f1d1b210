import { readFileSync } from "node:fs";
import type { MessageFacts } from "../../../src/core/message/message-facts.ts";
import { parseTemplates } from "../../../src/core/message/message.ts";
import type { FailingTest, TestCounts } from "../../../src/core/reports/report.ts";
import type { MachineResult } from "../../../src/core/state/state.ts";

/** The templates as they are shipped. */
export const shipped = parseTemplates({ message: shippedFile("message.md"), card: shippedFile("card.md") });

/** A run of one machine and ten passed tests that took 2 h 10 min and ended just now. */
export function facts(changes: Partial<MessageFacts> = {}): MessageFacts {
  return {
    state: "COMPLETED",
    build: "nightly",
    run: "nightly",
    group: null,
    attempt: 1,
    result: result([machine("rhel9", counts(10))]),
    reasons: ["every machine passed"],
    reportUrl: null,
    startedAt: "2026-11-23T01:00:00.000Z",
    endedAt: "2026-11-23T03:10:00.000Z",
    now: "2026-11-23T03:11:00.000Z",
    zoneOffset: 60,
    deliveryId: "d-1",
    channel: null,
    ...changes,
  };
}

export function result(
  machines: MachineResult[],
  lastWord: MessageFacts["result"]["lastWord"] = null,
): MessageFacts["result"] {
  return { machines, startedAt: null, endedAt: null, lastWord };
}

export function counts(total: number, odd: Partial<Omit<TestCounts, "total" | "passed">> = {}): TestCounts {
  const { failed = 0, skipped = 0, flaky = 0 } = odd;
  return { total, passed: total - failed - skipped, failed, skipped, flaky };
}

/** A machine, failed if its counts say so. */
export function machine(
  name: string,
  tests: TestCounts | null,
  failing: FailingTest[] = [],
  changes: Partial<MachineResult> = {},
): MachineResult {
  const state = tests === null || tests.total === 0 || tests.failed > 0 ? "FAILED" : "PASSED";
  return { name, declared: true, state, tests, failing, lastReportOnly: false, ...changes };
}

export function shippedFile(name: string): string {
  return readFileSync(new URL(`../../../templates/${name}`, import.meta.url), "utf8");
}
