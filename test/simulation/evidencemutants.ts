import type { Mutant } from "./planted.ts";

/** Faults in how evidence is looked at, remembered and judged. */
export const evidenceMutants: readonly Mutant[] = [
  {
    title: "a runner is known by its pid, without its start time",
    file: "src/core/processes/process.ts",
    edits: [[`a.pid === b.pid && a.start === b.start`, `a.pid === b.pid`]],
    hunt: { trouble: "the pids of what ends are given again" },
  },
  {
    title: "a process table that cannot be read is taken for an empty one",
    file: "src/pass/life.ts",
    edits: [
      [
        `if (processes.seen !== "present") return processes;\n  const { request`,
        `if (processes.seen !== "present") return present([]);\n  const { request`,
      ],
    ],
    hunt: { trouble: "no process can be seen" },
  },
  {
    title: "waits are measured by the wall clock",
    file: "src/core/time.ts",
    edits: [[`now.ms - since.ms) : 0`, `Date.parse(now.at) - Date.parse(since.at)) : 0`]],
    hunt: { trouble: "the wall clock is set forward" },
  },
  {
    title: "a JUnit report's own sums are believed",
    file: "src/sources/junit.ts",
    edits: [[`if (specs.length === 0) return`, `if (specs.length >= 0) return`]],
    hunt: { crashesOf: "a plain build is due" },
  },
  {
    title: "a group whose files cannot be read is taken for one that never began",
    file: "src/core/judge/judge.ts",
    edits: [[`blind.files ?? look.unread`, `blind.files ?? null`]],
    hunt: { trouble: "no log can be read" },
  },
  {
    title: "a report that can be read at last counts as written then",
    file: "src/core/memory/artifacts.ts",
    edits: [[`return isUnread(record) || isUnread(sighting) || `, `return `]],
    hunt: { trouble: "one report cannot be read" },
  },
];
