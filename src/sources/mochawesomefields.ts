import { numberOf, stringOf, type JsonRecord } from "./jsonvalue.ts";

/** How a test or hook ended, by its own marks; `stateless`: it has none. */
export type Ending = "failed" | "passed" | "pending" | "stateless";

const states = new Set(["failed", "passed", "pending", "skipped"]);

/**
 * How a test or hook ended; undefined if it is marked in a way that mochawesome does not write, and that may stand for
 * a failure. Any mark of a failure makes it one.
 */
export function endingOf(item: JsonRecord): Ending | undefined {
  const { fail, pass, pending, state: word } = item;
  const state = word === undefined || word === "" ? null : word;
  if (fail === true || state === "failed") return "failed";
  if (![fail, pass, pending].every((mark) => typeof (mark ?? false) === "boolean")) return undefined;
  if (state !== null && !(typeof state === "string" && states.has(state))) return undefined;
  if (pass === true || state === "passed") return "passed";
  return pending === true || state !== null ? "pending" : "stateless";
}

/** Its own title with those of its suites. */
export function titleOf(item: JsonRecord): string {
  return stringOf(item, "fullTitle") || stringOf(item, "title");
}

/** What `stats` says, as far as it does; converters write numbers as strings too. */
export interface Stats {
  readonly tests: number | undefined;
  readonly passes: number | undefined;
  readonly pending: number | undefined;
  /** mochawesome takes failed hooks, and more, from `failures` and puts them into `other`. */
  readonly failed: number | undefined;
}

/** Undefined if what should be a count is none. */
export function statsIn(stats: JsonRecord): Stats | undefined {
  if (
    ["tests", "passes", "pending", "failures", "other"].some(
      (name) => stats[name] != null && numberOf(stats, name) === undefined,
    )
  )
    return undefined;
  const [failures, other] = [numberOf(stats, "failures"), numberOf(stats, "other")];
  const failed = failures === undefined ? other : failures + (other ?? 0);
  const [tests, passes] = [numberOf(stats, "tests"), numberOf(stats, "passes")];
  return { tests, passes, pending: numberOf(stats, "pending"), failed };
}
