/** A fault planted in the readers: each text stands there exactly once. */
export interface FuzzMutant {
  readonly title: string;
  readonly file: string;
  readonly edits: readonly (readonly [from: string, to: string])[];
  /** The report in which it shows soonest, where any other takes long. */
  readonly sample?: string;
}

export const mutants: readonly FuzzMutant[] = [
  {
    title: "what follows after the root is not looked at",
    file: "src/sources/xmlscan.ts",
    edits: [[`if (token.is === "end" && isOver(scan)) break;`, `if (isOver(scan)) break;`]],
  },
  {
    title: "a JUnit report that is cut is whole",
    file: "src/sources/xmlscan.ts",
    edits: [[`return { why: "cut", detail: "it is cut: its end is missing" };`, `return undefined;`]],
  },
  {
    title: "a failure in an element that nobody knows is passed over",
    file: "src/sources/junitcollector.ts",
    edits: [[`state.contents.strays++`, `state.depth += 0`]],
  },
  {
    title: "a field named twice is what JSON.parse says",
    file: "src/sources/json.ts",
    edits: [[`if (namesIn(value) < names)`, `if (namesIn(value) < 0)`]],
  },
  {
    title: "a mochawesome report that is cut is whole",
    file: "src/sources/json.ts",
    edits: [
      [
        `if (end === undefined) return refused("cut", "it is cut: its end is missing", value);`,
        `if (end === undefined) return { ok: true, value };`,
      ],
    ],
  },
  {
    title: "what follows after the JSON is not looked at",
    file: "src/sources/json.ts",
    edits: [["if (/[^ \\t\\r\\n]/.test(text.slice(end)))", `if (text === "")`]],
  },
  {
    title: "a failure under a field that nobody knows is passed over",
    file: "src/sources/mochawesome.ts",
    edits: [[`if (failedIn(json.value) !== failed)`, `if (failed < 0)`]],
    sample: "converted.json",
  },
  {
    title: "a failure that only stats counts is passed over",
    file: "src/sources/mochawesomestats.ts",
    edits: [[`if (failed > 0 && retriedFailed === 0 && !isRed)`, `if (failed > 9 && retriedFailed === 0 && !isRed)`]],
  },
  {
    title: "a reader throws where it should refuse",
    file: "src/sources/unfinished.ts",
    edits: [
      [
        `return { final: false, kind, why, detail, tests };`,
        `if (why === "limit") throw new Error("planted");\n  return { final: false, kind, why, detail, tests };`,
      ],
    ],
  },
];
