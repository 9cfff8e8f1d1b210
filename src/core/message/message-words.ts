import { code } from "./escape.ts";
import { icon, summary } from "./headline.ts";
import type { MessageFacts } from "./message-facts.ts";
import { cut } from "../text.ts";
import { formatTime } from "../zone.ts";

/** Placeholders of several lines, in the order in which they get room; each has a counter beside it. */
export const lists = ["reasons", "failedMachines", "allMachines", "failingTests"] as const;
export type ListName = (typeof lists)[number];

const words = [
  "icon",
  "state",
  "run",
  "build",
  "attempt",
  "group",
  "summary",
  "started",
  "ended",
  "endedLate",
  "reportUrl",
  "machineCount",
  "failedCount",
] as const;

export type Placeholder = (typeof words)[number] | ListName | `${ListName}Shown`;

/** What may stand in a template. */
export const placeholders: readonly Placeholder[] = [
  ...words,
  ...lists,
  ...lists.map((name): `${ListName}Shown` => `${name}Shown`),
];

/** A build's name and a group's are at most this long; a run's may hold both. */
const maxName = 120;
const maxRunName = 2 * maxName + 1;

/** Beyond this a post comes late enough to ask when the run ended. */
const lateMs = 15 * 60_000;

/** Every placeholder but the lists, which depend on the room there is; "" where there is nothing to tell. */
export function wordsOf(facts: MessageFacts): Record<Placeholder, string> {
  const { state, startedAt, endedAt, zoneOffset, result } = facts;
  const ended = endedAt === null ? "" : formatTime(endedAt, zoneOffset);
  const failed = result.machines.reduce((sum, { tests }) => sum + (tests?.failed ?? 0), 0);
  return {
    ...noLists,
    icon: icon(state),
    state,
    run: code(cut(facts.run, maxRunName)),
    build: code(cut(facts.build, maxName)),
    attempt: String(facts.attempt),
    group: facts.group === null ? "" : code(cut(facts.group.name, maxName)),
    summary: summary(facts),
    started: startedAt === null ? "" : formatTime(startedAt, zoneOffset),
    ended,
    endedLate: endedAt !== null && Date.parse(facts.now) - Date.parse(endedAt) > lateMs ? ended : "",
    reportUrl: facts.reportUrl ?? "",
    machineCount: String(result.machines.length),
    failedCount: failed === 0 ? "" : String(failed),
  };
}

const noLists: Readonly<Record<ListName | `${ListName}Shown`, string>> = {
  reasons: "",
  reasonsShown: "",
  failedMachines: "",
  failedMachinesShown: "",
  allMachines: "",
  allMachinesShown: "",
  failingTests: "",
  failingTestsShown: "",
};
