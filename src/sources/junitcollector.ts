import { addLeaf, type Leaf, type Tally } from "./tally.ts";
import type { XmlAttributes } from "./xmllexer.ts";
import { resolved } from "./xmlrules.ts";
import type { XmlHandler } from "./xmlscan.ts";

/** What the elements of a JUnit report hold. */
export interface JunitContents {
  readonly tally: Tally;
  /** What the attributes of the suites say, added up over the suites of each level of nesting; the root is level 0. */
  readonly levels: { failed: number; skipped: number }[];
  /** What the attributes of the root say; undefined where it says nothing that is a count. */
  root: { readonly tests: number | undefined; readonly failed: number | undefined };
  /** The only spec that any suite names; null if they name several, undefined if none. */
  spec: string | null | undefined;
}

/** Collects the tests of a JUnit report while it is scanned. */
export function junitCollector(): { readonly handler: XmlHandler; readonly contents: JunitContents } {
  const contents: JunitContents = {
    tally: new Map(),
    levels: [],
    root: { tests: undefined, failed: undefined },
    spec: undefined,
  };
  const state: State = { contents, depth: 0, suites: [], test: null };
  const handler: XmlHandler = {
    open: (name, attributes) => open(state, name, attributes),
    text: (data, is) => {
      if (state.test?.failure?.open) state.test.failure.text.push(is === "text" ? resolved(data) : data);
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
  skipped: boolean;
  flaky: boolean;
  /** The first of its failures. */
  failure: { readonly depth: number; readonly message: string; readonly text: string[]; open: boolean } | null;
}

const failures = new Set(["failure", "error", "rerunFailure", "rerunError"]);
const flakes = new Set(["flakyFailure", "flakyError"]);

function open(state: State, name: string, attributes: XmlAttributes): void {
  state.depth++;
  const suite = state.suites.at(-1);
  if (state.test !== null) mark(state.test, state.depth, name, attributes);
  else if (name === "testsuites" || name === "testsuite") openSuite(state, attributes);
  else if (name === "testcase") state.test = newTest(state, fullTitle(attributes));
  else if (failures.has(name) && suite?.depth === state.depth - 1) {
    state.test = newTest(state, suite.name);
    mark(state.test, state.depth, name, attributes);
  }
}

function openSuite({ contents, depth, suites }: State, attributes: XmlAttributes): void {
  const parent = suites.at(-1);
  const file = value(attributes, "file");
  if (file !== "") contents.spec = contents.spec === undefined || contents.spec === file ? file : null;
  if (file !== "" && parent !== undefined) parent.childSpec = file;
  const spec = file === "" ? (parent?.childSpec ?? null) : file;
  const failed = total(count(attributes, "failures"), count(attributes, "errors"));
  if (parent === undefined) contents.root = { tests: count(attributes, "tests"), failed };
  const level = (contents.levels[suites.length] ??= { failed: 0, skipped: 0 });
  level.failed += failed ?? 0;
  level.skipped += count(attributes, "skipped") ?? 0;
  suites.push({ depth, name: value(attributes, "name"), spec, childSpec: spec });
}

function newTest({ depth, suites }: State, title: string): OpenTest {
  return { depth, spec: suites.at(-1)?.spec ?? null, title, skipped: false, flaky: false, failure: null };
}

function mark(test: OpenTest, depth: number, name: string, attributes: XmlAttributes): void {
  if (failures.has(name)) test.failure ??= { depth, message: value(attributes, "message"), text: [], open: true };
  else if (flakes.has(name)) test.flaky = true;
  else if (name === "skipped") test.skipped = true;
}

function close(state: State): void {
  const { test, suites, depth } = state;
  if (test?.failure?.depth === depth) test.failure.open = false;
  if (test?.depth === depth) {
    addLeaf(state.contents.tally, leafOf(test));
    state.test = null;
  } else if (suites.at(-1)?.depth === depth) suites.pop();
  state.depth--;
}

function leafOf({ spec, title, failure, skipped, flaky }: OpenTest): Leaf {
  if (failure !== null) {
    const message = failure.message.trim() === "" ? failure.text.join("") : failure.message;
    return { spec, title, outcome: "failed", flaky: false, message };
  }
  return { spec, title, outcome: skipped ? "skipped" : "passed", flaky: flaky && !skipped, message: "" };
}

/** mocha-junit-reporter puts the full title in `name` and the title in `classname`, or the other way round. */
function fullTitle(attributes: XmlAttributes): string {
  const [name, classname] = [value(attributes, "name"), value(attributes, "classname")];
  return classname.length > name.length && classname.includes(name) ? classname : name;
}

function value(attributes: XmlAttributes, name: string): string {
  return resolved(attributes.find(([key]) => key === name)?.[1] ?? "");
}

/** The count in an attribute; undefined if it is missing, empty, negative or no number. */
function count(attributes: XmlAttributes, name: string): number | undefined {
  const text = value(attributes, name).trim();
  return /^\d{1,9}(?:\.\d+)?$/.test(text) ? Math.ceil(Number(text)) : undefined;
}

function total(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : a + (b ?? 0);
}
