import type { TestOutcome } from "./report.ts";

const letters: Readonly<Record<TestOutcome, string>> = { passed: "p", failed: "f", skipped: "s" };

/** Ten base-36 digits standing for a text: enough to compare tests of one run without storing their names. */
export function fingerprint(text: string): string {
  // cyrb53: two 32-bit multiplicative hashes mixed to 53 bits, public domain (github.com/bryc/code).
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}

/** The fingerprint of a test by its full title, however white space and control characters were written. */
export function testFingerprint(fullTitle: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what differs between the two reporters
  return fingerprint(fullTitle.replace(/[\s\u0000-\u001f\u007f\ufffe\uffff]+/g, " ").trim());
}

/** Packs tests as `p<fingerprint>` words for `SpecResult.outcomes`. */
export function packOutcomes(tests: Iterable<readonly [fullTitle: string, outcome: TestOutcome]>): string {
  return [...tests].map(([title, outcome]) => letters[outcome] + testFingerprint(title)).join(" ");
}

/** The fingerprints in packed outcomes that ended in the given way. */
export function outcomesOf(packed: string, outcome: TestOutcome): Set<string> {
  const letter = letters[outcome];
  const words = packed.split(" ").filter((word) => word.startsWith(letter));
  return new Set(words.map((word) => word.slice(1)));
}
