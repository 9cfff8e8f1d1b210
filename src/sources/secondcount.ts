import { create } from "xmlbuilder2";
import type { XMLBuilder } from "xmlbuilder2/lib/interfaces.js";
import { reportCounts, type FinalReport } from "../core/reports/report.ts";

/** Above this the document model costs too much (measured: 246 ms and some 100 MB for 1 MB of JUnit). */
const maxText = 256 * 1024;

const failures = new Set(["failure", "error", "rerunFailure", "rerunError"]);

/**
 * A second opinion on a whole report: its tests counted anew in xmlbuilder2's document. False when the two counts
 * disagree, for then one of them is wrong and neither may be posted. A report too large to be counted twice passes.
 */
export function agreesWithDocument(text: string, report: FinalReport): boolean {
  if (text.length > maxText) return true;
  const counted = count(create(text).node);
  const { total, failed } = reportCounts(report);
  return counted.total === total && counted.failed === failed;
}

interface Count {
  readonly total: number;
  readonly failed: number;
}

type DocumentNode = XMLBuilder["node"];

function count(node: DocumentNode): Count {
  return [...node.childNodes].map(countOne).reduce(added, { total: 0, failed: 0 });
}

/** A test, a failure right under a suite (which counts as one), or what a suite holds. */
function countOne(node: DocumentNode): Count {
  const name = localName(node);
  if (name === "testcase") return { total: 1, failed: holdsFailure(node) ? 1 : 0 };
  if (failures.has(name)) return { total: 1, failed: 1 };
  return name === "testsuites" || name === "testsuite" ? count(node) : { total: 0, failed: 0 };
}

function holdsFailure(node: DocumentNode): boolean {
  return [...node.childNodes].some((child) => failures.has(localName(child)) || holdsFailure(child));
}

function added(a: Count, b: Count): Count {
  return { total: a.total + b.total, failed: a.failed + b.failed };
}

function localName({ nodeName }: DocumentNode): string {
  return nodeName.slice(nodeName.indexOf(":") + 1);
}
