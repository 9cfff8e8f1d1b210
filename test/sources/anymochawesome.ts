import fc from "fast-check";
import { countsOf, isRed, type AnySuite, type AnyTest } from "./anysuites.ts";
import { encodedAs, encodings, type Encoding } from "./encoded.ts";

/** The habits of one release of mochawesome, a merge or a converter. */
export interface MochawesomeHabits {
  readonly root: "results" | "suites" | "suite";
  /** `moved`: failures are taken from `failures` and put into `other`; `lost`: a merge dropped them. */
  readonly stats: "none" | "empty" | "right" | "moved" | "lost" | "strings";
  readonly marks: "all" | "state" | "booleans";
  readonly emptyRun: boolean;
  readonly hookFields: boolean;
  readonly indent: 0 | 2;
  readonly encoding: Encoding;
  readonly tail: string;
}

export const mochawesomeHabits = fc.record({
  root: fc.constantFrom<MochawesomeHabits["root"][]>("results", "suites", "suite"),
  stats: fc.constantFrom<MochawesomeHabits["stats"][]>("none", "empty", "right", "moved", "lost", "strings"),
  marks: fc.constantFrom<MochawesomeHabits["marks"][]>("all", "state", "booleans"),
  emptyRun: fc.boolean(),
  hookFields: fc.boolean(),
  indent: fc.constantFrom<MochawesomeHabits["indent"][]>(0, 2),
  encoding: fc.constantFrom(...encodings.filter(({ as }) => as !== "latin1")),
  tail: fc.constantFrom("", "\n", " \r\n"),
});

/** A report of these suites, and at which byte it ends: all after that may be cut off. */
export function mochawesomeReport(
  suites: readonly AnySuite[],
  habits: MochawesomeHabits,
): { bytes: Buffer; end: number } {
  const { root, emptyRun, indent, encoding, tail } = habits;
  const written = suites.map((suite) => suiteJson(suite, habits));
  const listed =
    root === "suite"
      ? { suites: { title: "", tests: [], suites: written } }
      : { [root]: [...written, ...(emptyRun ? [false] : [])] };
  const json = JSON.stringify({ ...statsJson(suites, habits), ...listed, meta: {} }, null, indent);
  const body = encodedAs(encoding, json, (character) => character);
  return { bytes: Buffer.concat([body, encodedAs({ ...encoding, mark: "" }, tail, String)]), end: body.length };
}

function statsJson(suites: readonly AnySuite[], { stats }: MochawesomeHabits): Record<string, unknown> {
  const { total: tests, passed: passes, failed } = countsOf(suites, false);
  switch (stats) {
    case "none":
      return {};
    case "empty":
      return { stats: {} };
    case "right":
      return { stats: { tests, passes, failures: failed, other: 0 } };
    case "moved":
      return { stats: { tests, passes, failures: failed - 1, other: 1, passPercent: null } };
    case "lost":
      return { stats: { tests: 0, passes: passes + 3, failures: 0, other: 0 } };
    case "strings":
      return { stats: { tests: `${tests}`, passes: `${passes}`, failures: `${failed}` } };
  }
}

function suiteJson(suite: AnySuite, habits: MochawesomeHabits): Record<string, unknown> {
  const hooks = (titles: readonly string[]): readonly unknown[] => [
    { title: "set up", state: null, isHook: true },
    ...titles.map((title) => testJson({ title, ending: "failed" }, habits)),
  ];
  const needed = habits.hookFields || suite.before.length + suite.after.length > 0;
  return {
    ...(suite.file === null ? {} : { fullFile: suite.file, file: "x" }),
    ...(needed ? { beforeHooks: hooks(suite.before), afterHooks: hooks(suite.after) } : {}),
    tests: suite.tests.map((test) => testJson(test, habits)),
    suites: suite.suites.map((inner) => suiteJson(inner, habits)),
  };
}

function testJson(test: AnyTest, { marks }: MochawesomeHabits): Record<string, unknown> {
  const [fail, pending] = [isRed(test), test.ending === "skipped"];
  const state = fail ? "failed" : pending ? "pending" : "passed";
  const booleans = { pass: !fail && !pending, fail, pending };
  return {
    title: test.title,
    ...(marks === "booleans" ? {} : { state }),
    ...(marks === "state" ? {} : booleans),
    err: fail ? { message: test.title } : {},
  };
}
