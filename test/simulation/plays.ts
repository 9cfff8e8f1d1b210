import type { Chance } from "./chance.ts";
import { cancelLines, endLines, junitText, killLines, mochawesomeText, startLines, type Results } from "./papers.ts";

/** Something that happens in the world, so many milliseconds after what came before. */
export interface Beat {
  readonly after: number;
  readonly does:
    | { readonly act: "begin" | "end" | "kill"; readonly who: string; readonly argv?: readonly string[] }
    | { readonly act: "write" | "append"; readonly path: string; readonly text: string }
    /** The scope has really ended. */
    | { readonly act: "over"; readonly group: string | null };
}

/** What is true of one scope of a play from its start. */
export interface ScopePlan {
  readonly group: string | null;
  readonly run: string;
  readonly outcome: "COMPLETED" | "FAILED" | null;
  readonly tests: number;
  readonly failed: number;
}

/** One request to ATVM: how it is registered, what happens then, and what is really true of it. */
export interface Play {
  readonly kind: string;
  readonly build: string;
  /** What lies there before the registration. */
  readonly before: readonly Beat[];
  /** Options of `start`, beside the name and `--pid`. */
  readonly options: object;
  /** Whether the registration names the process `main`. */
  readonly named: boolean;
  readonly beats: readonly Beat[];
  readonly scopes: readonly ScopePlan[];
}

export const plainKinds = [
  "green",
  "red",
  "green with a log",
  "red with a log, its process unnamed",
  "killed",
  "killed, as its log says",
  "cancelled, as its log says",
  "hung",
  "never started",
  "a report missing",
  "a report torn",
  "a report stale",
  "reports contradicting",
] as const;

export type PlainKind = (typeof plainKinds)[number];

const limits = { "hang-after": "10m", "start-within": "12m" };

/** A build that is not categorized, on two machines. */
export function plainPlay(kind: PlainKind, build: string, salt: number, chance: Chance): Play {
  const isRed = kind.startsWith("red") || kind === "reports contradicting";
  const m1: Results = { tests: 3 + (salt % 4), failed: 0 };
  const m2: Results = { tests: 4 + (salt % 3), failed: isRed ? 1 : 0 };
  const gap = (): number => 5_000 + chance.below(40_000);
  const xml = (machine: string): string => `xml/${build}_${machine}.xml`;
  const json = (machine: string): string => `mochawesome/${build}_${machine}.json`;
  const log = `logs/${build}.log`;
  const write = (path: string, text: string, after = 300): Beat => ({ after, does: { act: "write", path, text } });
  const append = (text: string, after = 300): Beat => ({ after, does: { act: "append", path: log, text } });
  const both = (machine: string, results: Results, after: number): readonly Beat[] => [
    write(xml(machine), junitText(results), after),
    write(json(machine), mochawesomeText(results, `${salt}-${machine}`)),
  ];
  const first = both("m1", m1, gap());
  const second = both("m2", m2, gap());
  const over: Beat = { after: 0, does: { act: "over", group: null } };
  const end: Beat = { after: 500, does: { act: "end", who: "main" } };
  const kill: Beat = { after: gap(), does: { act: "kill", who: "main" } };
  // What a log has told whole is over, whatever happens to the process that told it.
  const logged = kind.includes("log") || (kind === "green" && chance.percent(30));
  const begins = logged ? [append(startLines, gap())] : [];
  const lastLines = logged ? [append(endLines(m2)), over] : [];
  const beats: Readonly<Record<PlainKind, readonly Beat[]>> = {
    green: [...begins, ...first, ...second, ...lastLines, end, over],
    red: [...first, ...second, end, over],
    "green with a log": [...begins, ...first, ...second, ...lastLines, end, over],
    "red with a log, its process unnamed": [...begins, ...first, ...second, ...lastLines, end, over],
    killed: [...first, kill],
    "killed, as its log says": [...begins, ...first, kill, append(killLines)],
    "cancelled, as its log says": [...begins, ...first, kill, append(cancelLines)],
    hung: [...first, { ...end, after: 1_500_000 }],
    "never started": [],
    "a report missing": [...first, end],
    "a report torn": [...first, write(xml("m2"), junitText(m2).slice(0, 120), gap()), end],
    "a report stale": [...first, end],
    "reports contradicting": [
      ...first,
      write(xml("m2"), junitText(m2), gap()),
      write(json("m2"), mochawesomeText({ ...m2, failed: 0 }, `${salt}`)),
      end,
    ],
  };
  const isTold = kind.startsWith("green") || kind.startsWith("red");
  const named = kind !== "never started" && !kind.endsWith("unnamed");
  return {
    kind,
    build,
    before: kind === "a report stale" ? both("m2", { ...m2, tests: 9 }, 0) : [],
    options: { machines: "m1,m2", ...limits },
    named,
    beats: kind === "never started" ? [] : [...(named ? [] : [beginning(build)]), ...beats[kind]],
    scopes: [
      {
        group: null,
        run: build,
        outcome: !isTold ? null : m2.failed > 0 ? "FAILED" : "COMPLETED",
        tests: m1.tests + m2.tests,
        failed: m2.failed,
      },
    ],
  };
}

function beginning(build: string): Beat {
  return { after: 1_000, does: { act: "begin", who: "main", argv: ["node", "/root/atvm/run.js", build] } };
}

export const groupKinds = ["green", "red", "killed", "a report missing"] as const;
export type GroupKind = (typeof groupKinds)[number];

/** A categorized build: its driver does one group after the other, each on a machine of its own. */
export function categorizedPlay(kinds: readonly GroupKind[], build: string, salt: number, chance: Chance): Play {
  const groups = kinds.map((kind, index) => {
    const name = ["a", "b", "c"][index] ?? "d";
    const run = `${build}-${name}`;
    const results = { tests: 3 + ((salt + index) % 5), failed: kind === "red" ? 1 : 0 };
    return { kind, name, run, machine: `m${index + 1}`, results };
  });
  const gap = (): number => 5_000 + chance.below(40_000);
  const beats = groups.flatMap(({ kind, name, run, machine, results }): readonly Beat[] => {
    const write = (path: string, text: string, after: number): Beat => ({ after, does: { act: "write", path, text } });
    const argv = ["npx", "cypress", "run", "--env", `run=${run}`];
    const reports = [
      write(`xml/${run}_${machine}.xml`, junitText(results), gap()),
      write(`mochawesome/${run}_${machine}.json`, mochawesomeText(results, `${salt}-${name}`), 300),
    ];
    const broken = kind === "killed" || kind === "a report missing";
    const log: Beat = { after: 300, does: { act: "append", path: `logs/${run}.log`, text: startLines } };
    const ended: Beat = { after: 300, does: { act: "append", path: `logs/${run}.log`, text: endLines(results) } };
    const over: Beat = { after: 0, does: { act: "over", group: name } };
    return [
      { after: gap(), does: { act: "begin", who: name, argv } },
      log,
      ...(broken ? [] : [...reports, ended, over]),
      { after: broken ? gap() : 400, does: { act: kind === "killed" ? "kill" : "end", who: name } },
    ];
  });
  return {
    kind: `categorized: ${kinds.join(", ")}`,
    build,
    before: [],
    options: { group: groups.map(({ name, machine }) => `${name}=${machine}`), ...limits },
    named: true,
    beats: [...beats, { after: 2_000, does: { act: "end", who: "main" } }],
    scopes: groups.map(({ kind, name, run, results }) => ({
      group: name,
      run,
      outcome: kind === "green" ? "COMPLETED" : kind === "red" ? "FAILED" : null,
      ...results,
    })),
  };
}
