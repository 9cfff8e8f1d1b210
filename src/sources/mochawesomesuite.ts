import { isRecord, stringOf, type JsonRecord } from "./jsonvalue.ts";
import { beyond, limits } from "./limits.ts";
import { endingOf, titleOf, type Ending } from "./mochawesomefields.ts";
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
  if (depth === limits.depth) walk.fault ??= beyond("depth", `its suites nest deeper than ${limits.depth}`);
  else if (!isRecord(suite) || lists.every((list) => suite[list] === undefined)) walk.fault ??= malformed;
  if (!isRecord(suite) || walk.fault !== undefined) return;
  const spec = specOf(suite, outer);
  for (const list of lists) {
    const { [list]: items = [] } = suite;
    if (!Array.isArray(items)) walk.fault ??= malformed;
    else for (const item of items as readonly unknown[]) visitItem(walk, list, item, spec, depth);
  }
}

const malformed = { why: "ill-formed", detail: "its suites and tests are not as mochawesome writes them" } as const;

function visitItem(walk: Walk, list: (typeof lists)[number], item: unknown, spec: string | null, depth: number): void {
  if (list === "suites") return visit(walk, item, spec, depth + 1);
  if (!isRecord(item)) walk.fault ??= malformed;
  else addItem(walk, item, endingOf(item), list === "tests", spec);
}

function addItem(walk: Walk, item: JsonRecord, ending: Ending | undefined, isTest: boolean, spec: string | null): void {
  if (ending === undefined) walk.fault ??= unknownEnding;
  else if (ending === "failed") walk.leaves.push(failed(item, spec));
  else if (isTest) walk.leaves.push(notFailed(item, ending, spec));
  const uuid = stringOf(item, "uuid");
  if (!isTest) return;
  if (uuid === "") walk.whole = false;
  else walk.uuids.add(uuid);
}

const unknownEnding = { why: "ill-formed", detail: "it marks a test in a way that mochawesome does not" } as const;

function failed(item: JsonRecord, spec: string | null): MochawesomeLeaf {
  const error = isRecord(item["err"]) ? item["err"] : {};
  const message = stringOf(error, "message") || stringOf(error, "estack");
  return { spec, title: titleOf(item), outcome: "failed", flaky: false, message, stateless: false };
}

/** What neither passed nor failed is pending or never ran: both are skipped. */
function notFailed(test: JsonRecord, ending: Exclude<Ending, "failed">, spec: string | null): MochawesomeLeaf {
  const outcome = ending === "passed" ? "passed" : "skipped";
  return { spec, title: titleOf(test), outcome, flaky: false, message: "", stateless: ending === "stateless" };
}

/** `fullFile` is the path mocha was given, wherever it ran; `file` is cut by the directory it ran in. */
function specOf(suite: JsonRecord, outer: string | null): string | null {
  return stringOf(suite, "fullFile") || stringOf(suite, "file") || outer;
}

/** What tests put into the report of themselves, and mochawesome of its settings: no results. */
const asides = new Set(["context", "err", "meta"]);

/** How many objects of a whole report are marked as failed, wherever they stand: a second count of the failed leaves. */
export function failedIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + failedIn(item), 0);
  if (!isRecord(value)) return 0;
  const own = value["fail"] === true || value["state"] === "failed" ? 1 : 0;
  return Object.entries(value).reduce((sum, [key, item]) => (asides.has(key) ? sum : sum + failedIn(item)), own);
}
