import type { LogFacts } from "./log.ts";
import { nameFault } from "../names.ts";
import { machineStates, type MachineState } from "../words.ts";

/** A log names at most this many machines; further ones are left out. */
const maxMachines = 1_000;

/** Takes in a line that announces machines (group `machines`) or tells the state of one (`machine`, `state`). */
export function foldMachines(facts: LogFacts, line: string, patterns: readonly RegExp[]): LogFacts {
  return patterns.reduce((before, pattern) => foldGroups(before, pattern.exec(line)?.groups), facts);
}

function foldGroups(facts: LogFacts, groups: Readonly<Record<string, string | undefined>> | undefined): LogFacts {
  const list = groups?.["machines"];
  const machine = groups?.["machine"]?.trim();
  const announced = list === undefined ? facts : listed(list).reduce(withMachine, facts);
  return machine === undefined ? announced : withStatus(withMachine(announced, machine), machine, groups?.["state"]);
}

/** Names may hold blanks: these part a list only if nothing else does. */
function listed(list: string): readonly string[] {
  const names = /[,;]/.test(list) ? list.split(/[,;]/) : list.split(/\s+/);
  return names.map((name) => name.trim());
}

function withMachine(facts: LogFacts, name: string): LogFacts {
  const { machines } = facts;
  if (machines.includes(name) || machines.length >= maxMachines || nameFault(name) !== undefined) return facts;
  return { ...facts, machines: [...machines, name] };
}

function withStatus(facts: LogFacts, machine: string, word: string | undefined): LogFacts {
  const state = parseState(word);
  if (state === undefined || facts.statuses[machine] === state || !facts.machines.includes(machine)) return facts;
  const before = facts.statuses[machine] ?? "NOT STARTED";
  const isAgain = state === "RUNNING" && before !== "NOT STARTED" && !facts.restarted.includes(machine);
  const restarted = isAgain ? [...facts.restarted, machine] : facts.restarted;
  return { ...facts, statuses: { ...facts.statuses, [machine]: state }, restarted };
}

function parseState(word: string | undefined): MachineState | undefined {
  const plain = word?.trim().toUpperCase().replace(/[_-]/g, " ");
  return machineStates.find((state) => state === plain);
}
