import type { TestOutcome } from "../core/reports/report.ts";
import { endOfText } from "./texttail.ts";
import type { XmlAttributes } from "./xmllexer.ts";
import { resolved } from "./xmlrules.ts";

/** In characters; of longer names and paths the beginning tells. */
const maxValue = 100_000;

/** The value of an attribute; the empty string without it. */
export function value(attributes: XmlAttributes, name: string): string {
  return resolved(raw(attributes, name).slice(0, maxValue));
}

/** The end of a value that may be long. */
export function lastOf(attributes: XmlAttributes, name: string): string {
  return resolved(endOfText(raw(attributes, name).trimEnd()));
}

/** The count in an attribute; undefined if it is missing, empty, negative or no number. */
export function count(attributes: XmlAttributes, name: string): number | undefined {
  const text = value(attributes, name).trim();
  return /^\d{1,9}(?:\.\d+)?$/.test(text) ? Math.ceil(Number(text)) : undefined;
}

/** The sum of two counts, as far as there are any. */
export function total(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : a + (b ?? 0);
}

/** mocha-junit-reporter puts the full title in `name` and the title, its end, in `classname`, or the other way round. */
export function fullTitle(attributes: XmlAttributes): string {
  const [name, classname] = [value(attributes, "name"), value(attributes, "classname")];
  return classname.length > name.length && classname.endsWith(name) ? classname : name;
}

/**
 * What a `testcase` says of itself in its attributes: GoogleTest writes `status="notrun"` on disabled tests, CTest
 * `status="fail"` on failed ones, NUnit's converters `success="False"`. Undefined where it says nothing that is known.
 */
export function ownWord(attributes: XmlAttributes): TestOutcome | undefined {
  const words = ["status", "result"].map((name) => value(attributes, name).trim().toLowerCase());
  const isUnsuccessful = value(attributes, "success").trim().toLowerCase() === "false";
  if (isUnsuccessful || words.some((word) => failedWords.has(word))) return "failed";
  return words.some((word) => skipped.has(word)) ? "skipped" : undefined;
}

/** What a `status` or `result` says, in any case, of a test that failed. */
export const failedWords = new Set(
  "fail failed failure error errored broken timedout timeout aborted crashed panicked interrupted".split(" "),
);
const skipped = new Set(["notrun", "skipped", "suppressed", "disabled", "ignored", "pending"]);

function raw(attributes: XmlAttributes, name: string): string {
  return attributes.find(([key]) => key === name)?.[1] ?? "";
}
