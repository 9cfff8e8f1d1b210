import { code, plain } from "./escape.ts";
import { failingTests, type FailingEverywhere } from "./failing-tests.ts";
import { counted, icon, isUndeclared, oddTests } from "./headline.ts";
import type { MessageFacts } from "./message-facts.ts";
import type { ListName } from "./message-words.ts";
import type { MachineResult } from "../state/state.ts";
import { cut, oneLine } from "../text.ts";

/** One line of a list, and how many of the listed things it tells of. */
export interface Line {
  readonly text: string;
  readonly tells: number;
}

export interface LineBounds {
  /** Lines of one list. */
  readonly lines: number;
  /** Code points of the end of one error. */
  readonly error: number;
}

/** More than a file system can hold in one name. */
const maxMachineName = 255;
const maxTestName = 200;
const maxReason = 300;
const machinesNamed = 3;

/** The lines of one list, most useful first, and how many things there are to tell of. */
export function linesOf(
  name: ListName,
  facts: MessageFacts,
  bounds: LineBounds,
): { readonly lines: readonly Line[]; readonly total: number } {
  const { machines } = facts.result;
  switch (name) {
    case "reasons":
      return listed(facts.reasons, bounds, (reason) => `- ${plain(cut(oneLine(reason), maxReason))}`);
    case "failedMachines": {
      const failed = machines.filter(({ state }) => state === "FAILED");
      return listed(failed, bounds, (machine) => machineLine(machine, machines));
    }
    case "allMachines":
      return listed(machines, bounds, (machine) => machineLine(machine, machines));
    case "failingTests": {
      const { tests, total } = failingTests(machines);
      const lines = tests.slice(0, bounds.lines).map((test) => ({
        text: testLine(test, machines.length > 1, bounds.error),
        tells: test.machines.length,
      }));
      return { lines, total };
    }
  }
}

function listed<Item>(
  items: readonly Item[],
  bounds: LineBounds,
  text: (item: Item) => string,
): { readonly lines: readonly Line[]; readonly total: number } {
  return { lines: items.slice(0, bounds.lines).map((item) => ({ text: text(item), tells: 1 })), total: items.length };
}

function machineLine(machine: MachineResult, all: readonly MachineResult[]): string {
  const details = [
    testsOf(machine),
    ...(machine.tests === null ? [] : oddTests(machine.tests)),
    machine.lastReportOnly ? "last report only" : "",
    isUndeclared(machine, all) ? "not declared" : "",
  ];
  return `${icon(machine.state)} ${machineName(machine.name)} · ${details.filter((part) => part !== "").join(", ")}`;
}

function testsOf({ state, tests }: MachineResult): string {
  if (tests === null) return "no report";
  if (tests.total === 0) return "no tests ran";
  if (tests.failed > 0) return `${tests.failed} of ${counted(tests.total, "test")} failed`;
  return counted(tests.total, "test") + (state === "FAILED" ? ", and a report without any" : "");
}

/** `- name (`machines`): `…end of the error``; the machines only where there are several to tell apart. */
function testLine(test: FailingEverywhere, severalMachines: boolean, errorLength: number): string {
  const where = severalMachines ? ` (${machineNames(test.machines)})` : "";
  const error = oneLine(test.message);
  const why = error === "" ? "" : `: ${code(cut(error, errorLength, "end"))}`;
  const name = oneLine(test.name);
  return `- ${name === "" ? "a test without a name" : plain(cut(name, maxTestName))}${where}${why}`;
}

function machineNames(names: readonly string[]): string {
  const shown = names.slice(0, machinesNamed).map(machineName).join(", ");
  return names.length > machinesNamed ? `${shown} and ${names.length - machinesNamed} more` : shown;
}

function machineName(name: string): string {
  return code(cut(name, maxMachineName));
}
