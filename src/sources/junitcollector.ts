import type { TestOutcome } from "../core/reports/report.ts";
import { count, fullTitle, lastOf, ownWord, total, value } from "./junitattributes.ts";
import { addLeaf, newTally, type Leaf, type Tally } from "./tally.ts";
import { addPiece, endOfText, tailText, type TextTail } from "./texttail.ts";
import type { XmlAttributes } from "./xmllexer.ts";
import { resolved } from "./xmlrules.ts";
import type { XmlHandler } from "./xmlscan.ts";

/** What the elements of a JUnit report hold. */
export interface JunitContents {
  readonly tally: Tally;
  /** What the attributes of the suites say, added up over the suites of each level of nesting; the root is level 0. */
  readonly levels: LevelSummary[];
  /** Whether the root is a list of suites, not a suite itself. */
  isList: boolean;
  /** The only spec that any suite names; null if they name several, undefined if none. */
  spec: string | null | undefined;
  /** Failures that stand in no test and under no suite: whose they are cannot be told. */
  strays: number;
}

/** Added up over the suites of one level; undefined where none says anything that is a count. */
export interface LevelSummary {
  tests: number | undefined;
  failed: number | undefined;
  skipped: number | undefined;
}

/** Collects the tests of a JUnit report while it is scanned. */
export function junitCollector(): { readonly handler: XmlHandler; readonly contents: JunitContents } {
  const contents: JunitContents = { tally: newTally(), levels: [], isList: false, spec: undefined, strays: 0 };
  const state: State = { contents, depth: 0, suites: [], test: null, aside: null };
  const handler: XmlHandler = {
    open: (name, attributes) => open(state, name, attributes),
    text: (data, is) => {
      if (state.test?.failure?.open !== true) return;
      const end = endOfText(data);
      addPiece(state.test.failure.text, is === "text" ? resolved(end) : end);
    },
    close: () => close(state),
  };
  return { handler, contents };
}

interface State {
  readonly contents: JunitContents;
  depth: number;
  readonly suites: Suite[];
  test: OpenTest | null;
  /** The depth of an element that is open and whose inside tells of no test. */
  aside: number | null;
}

interface Suite {
  readonly depth: number;
  readonly name: string;
  readonly spec: string | null;
  /** The spec of child suites that name none: mocha and Cypress name the file on the first of several siblings. */
  childSpec: string | null;
}

interface OpenTest {
  readonly depth: number;
  readonly spec: string | null;
  readonly title: string;
  /** What it says of itself in its attributes. */
  readonly word: TestOutcome | undefined;
  skipped: boolean;
  flaky: boolean;
  /** The first of its failures. */
  failure: { readonly depth: number; readonly message: string; readonly text: TextTail; open: boolean } | null;
}

const failures = new Set(["failure", "error", "rerunFailure", "rerunError"]);
const flakes = new Set(["flakyFailure", "flakyError"]);
const asides = new Set(["properties", "system-out", "system-err"]);

function open(state: State, name: string, attributes: XmlAttributes): void {
  state.depth++;
  if (state.aside !== null) return;
  if (state.test !== null) mark(state.test, state.depth, name, attributes);
  else if (name === "testsuites" || name === "testsuite") openSuite(state, name, attributes);
  else if (name === "testcase") state.test = newTest(state, fullTitle(attributes), ownWord(attributes));
  else if (failures.has(name)) openFailure(state, name, attributes);
  else if (asides.has(name)) state.aside = state.depth;
}

/** A failure right under a suite counts as a test of its own. */
function openFailure(state: State, name: string, attributes: XmlAttributes): void {
  const suite = state.suites.at(-1);
  if (suite?.depth !== state.depth - 1) state.contents.strays++;
  else mark((state.test = newTest(state, suite.name, undefined)), state.depth, name, attributes);
}

function openSuite({ contents, depth, suites }: State, element: string, attributes: XmlAttributes): void {
  if (depth === 1) contents.isList = element === "testsuites";
  const parent = suites.at(-1);
  const file = value(attributes, "file");
  if (file !== "") contents.spec = contents.spec === undefined || contents.spec === file ? file : null;
  if (file !== "" && parent !== undefined) parent.childSpec = file;
  const spec = file === "" ? (parent?.childSpec ?? null) : file;
  const level = (contents.levels[suites.length] ??= { tests: undefined, failed: undefined, skipped: undefined });
  level.tests = total(level.tests, count(attributes, "tests"));
  level.failed = total(level.failed, total(count(attributes, "failures"), count(attributes, "errors")));
  level.skipped = total(level.skipped, count(attributes, "skipped"));
  suites.push({ depth, name: value(attributes, "name"), spec, childSpec: spec });
}

function newTest({ depth, suites }: State, title: string, word: OpenTest["word"]): OpenTest {
  return { depth, spec: suites.at(-1)?.spec ?? null, title, word, skipped: false, flaky: false, failure: null };
}

function mark(test: OpenTest, depth: number, name: string, attributes: XmlAttributes): void {
  if (failures.has(name)) test.failure ??= newFailure(depth, attributes);
  else if (flakes.has(name)) test.flaky = true;
  else if (name === "skipped") test.skipped = true;
}

function newFailure(depth: number, attributes: XmlAttributes): NonNullable<OpenTest["failure"]> {
  return { depth, message: lastOf(attributes, "message"), text: { pieces: [], length: 0 }, open: true };
}

function close(state: State): void {
  const { test, suites, depth } = state;
  if (test?.failure?.depth === depth) test.failure.open = false;
  if (state.aside === depth) state.aside = null;
  else if (test?.depth === depth) {
    addLeaf(state.contents.tally, leafOf(test));
    state.test = null;
  } else if (suites.at(-1)?.depth === depth) suites.pop();
  state.depth--;
}

function leafOf({ spec, title, word, failure, skipped, flaky }: OpenTest): Leaf {
  if (failure !== null) {
    const message = failure.message.trim() === "" ? tailText(failure.text) : failure.message;
    return { spec, title, outcome: "failed", flaky: false, message };
  }
  const outcome = word === "failed" ? word : skipped ? "skipped" : (word ?? "passed");
  return { spec, title, outcome, flaky: flaky && outcome === "passed", message: "" };
}
