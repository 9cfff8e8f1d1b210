import fc from "fast-check";
import type { AnySuite, AnyTest } from "./anysuites.ts";
import { encodedAs, encodings, type Encoding } from "./encoded.ts";

/** The habits of one writer of JUnit XML. */
export interface JunitHabits {
  readonly root: "testsuites" | "testsuite";
  readonly prefix: "" | "j:";
  readonly quote: '"' | "'";
  readonly gap: "" | "\n  " | "\r\n\t";
  readonly declaration: boolean;
  readonly message: "attribute" | "text" | "cdata" | "both";
  readonly namedBy: "name" | "classname";
  readonly encoding: Encoding;
  /** What its attributes say they count; undefined says nothing. */
  readonly said: number | undefined;
  readonly noise: readonly string[];
  readonly tail: string;
}

export const junitHabits = fc.record({
  root: fc.constantFrom<JunitHabits["root"][]>("testsuites", "testsuite"),
  prefix: fc.constantFrom<JunitHabits["prefix"][]>("", "j:"),
  quote: fc.constantFrom<JunitHabits["quote"][]>('"', "'"),
  gap: fc.constantFrom<JunitHabits["gap"][]>("", "\n  ", "\r\n\t"),
  declaration: fc.boolean(),
  message: fc.constantFrom<JunitHabits["message"][]>("attribute", "text", "cdata", "both"),
  namedBy: fc.constantFrom<JunitHabits["namedBy"][]>("name", "classname"),
  encoding: fc.constantFrom(...encodings),
  said: fc.option(fc.nat(99), { nil: undefined }),
  noise: fc.subarray([
    "<properties><property name='a' value='b'/><error/></properties>",
    "<system-out><![CDATA[<failure/>]]></system-out>",
    "<!-- <failure/> -->",
    "<?style <error/>?>",
    "<system-err>&lt;error/&gt;</system-err>",
  ]),
  tail: fc.constantFrom("", "\n", "<!-- done -->\r\n", "<?done?>"),
});

/** A report of these suites, and at which byte it ends: all after that may be cut off. */
export function junitReport(suites: readonly AnySuite[], habits: JunitHabits): { bytes: Buffer; end: number } {
  const { root, prefix, declaration, encoding, gap, tail, noise } = habits;
  const namespace = prefix === "" ? "" : ` xmlns:j=${quoted("urn:j", habits)}`;
  const inside = suites.map((suite) => suiteText(suite, habits)).join(gap);
  const element = `<${prefix}${root}${namespace}${summary(habits)}>${gap}${inside}${noise.join("")}</${prefix}${root} >`;
  // Without a declaration only Unicode is known.
  const head =
    declaration || encoding.needsDeclaration ? `<?xml version="1.0" encoding="${encoding.name}"?>${gap}` : "";
  const body = encodedAs(encoding, head + element, reference);
  return { bytes: Buffer.concat([body, encodedAs({ ...encoding, mark: "" }, tail, reference)]), end: body.length };
}

function suiteText(suite: AnySuite, habits: JunitHabits): string {
  const { prefix, gap, noise } = habits;
  const file = suite.file === null ? "" : ` file=${quoted(suite.file, habits)}`;
  const errors = (titles: readonly string[]): readonly string[] =>
    titles.map((title) => failureText("error", title, habits));
  const parts = [
    ...noise,
    ...errors(suite.before),
    ...suite.tests.map((test) => testText(test, habits)),
    ...suite.suites.map((inner) => suiteText(inner, habits)),
    ...errors(suite.after),
  ];
  return `<${prefix}testsuite${file}${summary(habits)}>${parts.join(gap)}</${prefix}testsuite>`;
}

function testText(test: AnyTest, habits: JunitHabits): string {
  const name = `${habits.prefix}testcase ${habits.namedBy}=${quoted(test.title, habits)}`;
  const word = test.ending === "unsaid" ? ` status=${quoted("failed", habits)}` : "";
  const inside = endingText(test, habits);
  return inside === "" ? `<${name}${word}/>` : `<${name}${word}>${inside}</${habits.prefix}testcase>`;
}

function endingText({ title, ending }: AnyTest, habits: JunitHabits): string {
  const of = (name: string): string => failureText(name, title, habits);
  const empty = (name: string): string => `<${habits.prefix}${name}/>`;
  switch (ending) {
    case "passed":
    case "unsaid":
      return "";
    case "failed":
      return of("failure");
    case "error":
      return empty("error");
    case "both":
      return habits.noise.join("") + of("failure") + of("error");
    case "several":
      return empty("failure") + of("failure") + of("failure");
    case "rerun":
      return of("failure") + of("rerunFailure");
    case "skipped":
      return empty("skipped");
    case "flaky":
      return of("flakyFailure") + empty("flakyError");
  }
}

function failureText(name: string, message: string, habits: JunitHabits): string {
  const { prefix } = habits;
  const attribute = ["attribute", "both"].includes(habits.message) ? ` message=${quoted(message, habits)}` : "";
  const text =
    habits.message === "attribute"
      ? ""
      : habits.message === "text"
        ? escaped(message)
        : `<![CDATA[${forXml(message).replaceAll("]]>", "]] >")}]]>`;
  return `<${prefix}${name}${attribute}>${text}</${prefix}${name}>`;
}

function summary({ said }: JunitHabits): string {
  return said === undefined ? "" : ` tests="${said}" failures="0" errors="-1" skipped=""`;
}

function quoted(text: string, { quote }: JunitHabits): string {
  return `${quote}${escaped(text)}${quote}`;
}

function escaped(text: string): string {
  return forXml(text).replace(/[&<>"'\n]/g, reference);
}

function reference(character: string): string {
  return `&#${character.codePointAt(0) ?? 0};`;
}

/** Text that XML can hold. */
function forXml(text: string): string {
  return text.replace(/[^\t\n -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "?");
}
