import { create } from "xmlbuilder2";
import type { XMLBuilder } from "xmlbuilder2/lib/interfaces.js";
import { reportCounts, type FinalReport } from "../core/reports/report.ts";
import { failedWords } from "./junitattributes.ts";
import type { XmlFault } from "./xmlscan.ts";

/** Above this the document model costs too much (measured: 180 ms for 256 KiB of JUnit, which are read in 90). */
const maxText = 64 * 1024;

const failures = new Set(["failure", "error", "rerunFailure", "rerunError"]);
const asides = new Set(["properties", "system-out", "system-err"]);

/**
 * A second opinion on a whole report: its tests counted anew in xmlbuilder2's document. A fault when the two counts
 * disagree, for then one of them is wrong and neither may be posted, or when there is no such document. A report too
 * large to be counted twice has none.
 */
export function documentFault(text: string, report: FinalReport): XmlFault | undefined {
  if (text.length > maxText) return undefined;
  const counted = countIn(text);
  if (counted === undefined) return { why: "ill-formed", detail: "it uses names that XML keeps for itself" };
  const { total, failed } = reportCounts(report);
  if (counted.total === total && counted.failed === failed) return undefined;
  return { why: "ill-formed", detail: "its tests come to different numbers in two ways of counting" };
}

interface Count {
  readonly total: number;
  readonly failed: number;
}

type DocumentNode = XMLBuilder["node"];

/** Undefined where xmlbuilder2 throws, as it does of a prefix `xml` bound to something else. */
function countIn(text: string): Count | undefined {
  try {
    // It refuses XML 1.1, which says nothing else here: nothing that 1.0 forbids has come so far.
    return count(create(text.replace(/^<\?xml\s[^>]*\?>/, "")).node);
  } catch {
    return undefined;
  }
}

function count(node: DocumentNode): Count {
  return [...node.childNodes].map(countOne).reduce(added, { total: 0, failed: 0 });
}

/** A test, a failure right under a suite (which counts as one), or what another element holds. */
function countOne(node: DocumentNode): Count {
  const name = localName(node);
  if (name === "testcase") return { total: 1, failed: saysFailed(node) || holdsFailure(node) ? 1 : 0 };
  if (failures.has(name)) return { total: 1, failed: 1 };
  return asides.has(name) ? { total: 0, failed: 0 } : count(node);
}

function holdsFailure(node: DocumentNode): boolean {
  return [...node.childNodes].some((child) => failures.has(localName(child)) || holdsFailure(child));
}

function saysFailed(node: DocumentNode): boolean {
  const { attributes } = node as DocumentNode & { readonly attributes: Iterable<{ name: string; value: string }> };
  return [...attributes].some(({ name, value }) => {
    const word = value.trim().toLowerCase();
    return name === "success" ? word === "false" : /^(?:status|result)$/.test(name) && failedWords.has(word);
  });
}

function added(a: Count, b: Count): Count {
  return { total: a.total + b.total, failed: a.failed + b.failed };
}

function localName({ nodeName }: DocumentNode): string {
  return nodeName.slice(nodeName.indexOf(":") + 1);
}
