import { readFileSync, writeFileSync } from "node:fs";

/** Real reports, made by mocha; most tests pass. */
const seeds = [...many("pass", 12), "several", ...many("pass", 12), "pending", ...many("pass", 12), "fail", "unicode"];
const reports = new URL("../../test/fixtures/reports/", import.meta.url);

/** Writes a JUnit report of as many bytes, or a few more, as mocha-junit-reporter would of a long run. */
export function writeLargeJunit(file: string, bytes: number): void {
  const parts = seeds.map((seed) => read(`${seed}.xml`).replace(/^.*?<testsuites[^>]*>\n|<\/testsuites>\s*$/gs, ""));
  const suites = repeated(parts, bytes, (part, turn) =>
    part.replace(
      /( (?:class)?name| file)="([^"]*)"/g,
      (_, name: string, value: string) => `${name}="${value}${name === " file" ? specOf(turn) : ` ${turn}`}"`,
    ),
  ).join("");
  const [tests, failures] = [count(suites, "<testcase "), count(suites, "<failure ")];
  const root = `<testsuites name="Mocha Tests" time="0.001" tests="${tests}" failures="${failures}">`;
  writeFileSync(file, `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n${suites}</testsuites>`);
}

/** The same as mochawesome would, merged: a root suite for each spec. */
export function writeLargeMochawesome(file: string, bytes: number): void {
  const parsed = seeds.map((seed) => JSON.parse(read(`${seed}.json`)) as { stats: object; results: object[] });
  const parts = parsed.map(({ results }) => JSON.stringify(results.slice(0, 1), null, 2));
  const results = repeated(parts, bytes, (part, turn) =>
    part
      .slice(2, -2)
      .replace(/("(?:title|fullTitle)": "(?:[^"\\]|\\.)+)"/g, `$1 ${turn}"`)
      .replace(/("(?:file|fullFile)": "[^"]+)"/g, `$1${specOf(turn)}"`)
      .replace(/"[0-9a-f]{8}(-[0-9a-f-]{27}")/g, `"${turn.toString(16).padStart(8, "0")}$1`),
  ).join(",\n");
  const stats = JSON.stringify({ tests: count(results, `"isHook": false`), failures: count(results, `"fail": true`) });
  writeFileSync(file, `{\n"stats": ${stats},\n"results": [\n${results}\n]\n}\n`);
}

/** Each part in turn, varied, until they are as many bytes. */
function repeated(
  parts: readonly string[],
  bytes: number,
  vary: (part: string, turn: number) => string,
): readonly string[] {
  const all: string[] = [];
  for (let length = 0, turn = 0; length < bytes; turn++) {
    const part = vary(parts[turn % parts.length] ?? "", turn);
    all.push(part);
    length += Buffer.byteLength(part);
  }
  return all;
}

function many(seed: string, times: number): readonly string[] {
  return Array.from({ length: times }, () => seed);
}

/** Twenty suites to a spec, and then again; no run has more than a few hundred specs. */
function specOf(turn: number): string {
  return `-${Math.floor(turn / 20) % 200}`;
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

function read(name: string): string {
  return readFileSync(new URL(name, reports), "utf8");
}
