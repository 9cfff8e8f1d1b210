import { isRecord, stringOf, type JsonRecord } from "./jsonvalue.ts";
import type { Leaf } from "./tally.ts";

/** A test or failed hook as mochawesome lists it. */
export interface MochawesomeLeaf extends Leaf {
  /** It has no state at all: it never ran, or mocha retried it and reported the retry instead. */
  readonly stateless: boolean;
}

export type SuiteLeaves =
  | {
      readonly ok: true;
      readonly leaves: readonly MochawesomeLeaf[];
      /** The uuids of the tests; null if any test has none. */
      readonly uuids: ReadonlySet<string> | null;
      /** The spec of the first suite. */
      readonly spec: string | null;
    }
  | { readonly ok: false; readonly why: "ill-formed" | "limit"; readonly detail: string };

/** No report nests this deep; what does is not read further. */
export const maxSuiteDepth = 256;

/** The tests and failed hooks of suites, in the order of the document. */
export function suiteLeaves(roots: readonly unknown[]): SuiteLeaves {
  const walk: Walk = { leaves: [], uuids: new Set(), whole: true, fault: undefined };
  for (const root of roots) visit(walk, root, null, 0);
  if (walk.fault !== undefined) return { ok: false, ...walk.fault };
  const [first] = roots;
  const spec = isRecord(first) ? specOf(first, null) : null;
  return { ok: true, leaves: walk.leaves, uuids: walk.whole ? walk.uuids : null, spec };
}

interface Walk {
  readonly leaves: MochawesomeLeaf[];
  readonly uuids: Set<string>;
  /** Every test so far has a uuid. */
  whole: boolean;
  fault: { readonly why: "ill-formed" | "limit"; readonly detail: string } | undefined;
}

const lists = ["beforeHooks", "tests", "suites", "afterHooks"] as const;

function visit(walk: Walk, suite: unknown, outer: string | null, depth: number): void {
  if (depth === maxSuiteDepth) walk.fault ??= { why: "limit", detail: `its suites nest deeper than ${maxSuiteDepth}` };
  else if (!isRecord(suite) || lists.every((list) => suite[list] === undefined)) walk.fault ??= malformed;
  if (!isRecord(suite) || walk.fault !== undefined) return;
  const spec = specOf(suite, outer);
  for (const list of lists) {
    const items = suite[list] ?? [];
    if (!Array.isArray(items)) walk.fault ??= malformed;
    else for (const item of items as readonly unknown[]) visitItem(walk, list, item, spec, depth);
  }
}

const malformed = { why: "ill-formed", detail: "its suites and tests are not as mochawesome writes them" } as const;

function visitItem(walk: Walk, list: (typeof lists)[number], item: unknown, spec: string | null, depth: number): void {
  if (list === "suites") return visit(walk, item, spec, depth + 1);
  if (!isRecord(item)) walk.fault ??= malformed;
  else if (list === "tests") addTest(walk, item, spec);
  else if (isFailed(item)) walk.leaves.push(failed(item, spec));
}

function addTest(walk: Walk, test: JsonRecord, spec: string | null): void {
  const uuid = stringOf(test, "uuid");
  if (uuid === "") walk.whole = false;
  else walk.uuids.add(uuid);
  walk.leaves.push(isFailed(test) ? failed(test, spec) : notFailed(test, spec));
}

function isFailed(item: JsonRecord): boolean {
  return item["fail"] === true || item["state"] === "failed";
}

function failed(item: JsonRecord, spec: string | null): MochawesomeLeaf {
  const error = isRecord(item["err"]) ? item["err"] : {};
  const message = stringOf(error, "message") || stringOf(error, "estack");
  return { spec, title: titleOf(item), outcome: "failed", flaky: false, message, stateless: false };
}

/** What neither passed nor failed is pending or never ran: both are skipped. */
function notFailed(test: JsonRecord, spec: string | null): MochawesomeLeaf {
  const passed = test["pass"] === true || test["state"] === "passed";
  const stateless = !passed && (test["state"] ?? null) === null && test["pending"] !== true;
  return { spec, title: titleOf(test), outcome: passed ? "passed" : "skipped", flaky: false, message: "", stateless };
}

function titleOf(item: JsonRecord): string {
  return stringOf(item, "fullTitle") || stringOf(item, "title");
}

/** `fullFile` is the path mocha was given, wherever it ran; `file` is cut by the directory it ran in. */
function specOf(suite: JsonRecord, outer: string | null): string | null {
  return stringOf(suite, "fullFile") || stringOf(suite, "file") || outer;
}
