import { quoted } from "../core/names.ts";
import type { LayoutRow } from "../core/files/layout.ts";
import { namesRun } from "../core/files/patterns.ts";
import { shellQuoted } from "../core/show/cures.ts";
import { printable } from "../core/show/printable.ts";
import type { Suggestion, Suggestions } from "../core/files/suggest.ts";
import type { LayoutLook } from "../pass/layout.ts";

const maxListed = 10;
const machinesOption = "--machines m1,m2";

/** `layout` for people: a table of the files, and how many there are of each. */
export function layoutText({ dir, asked, claims }: LayoutLook, rows: readonly LayoutRow[]): readonly string[] {
  const head = ["claimed", "kind", "run", "machine", "file"];
  const cells = rows.map((row) => [row.claimed, row.kind, runText(row), machineText(row), printable(row.path)]);
  return [
    `below ${printable(dir)}`,
    ...(asked?.registered === false
      ? [`${quoted(nameOf(asked))} is not registered: shown as if it were, without groups`]
      : []),
    ...(claims.claimants.size === 0 ? ["no build is open, so nobody claims anything; name one: layout BUILD"] : []),
    ...(rows.length === 0 ? ["no report and no log is there"] : ["", ...table([head, ...cells]), "", totals(rows)]),
  ];
}

/** What to write into the configuration, and what no pattern helps with. */
export function suggestionsText(
  { build, suggestions, reporter, unfit, held, guessed }: Suggestions,
  rows: readonly LayoutRow[],
): readonly string[] {
  const name = quoted(build);
  const done = new Set([...suggestions.flatMap(({ files }) => files), ...unfit]);
  const strangers = rows.filter(({ claimed, path }) => claimed === "unclaimed" && !done.has(path)).length;
  const isGuess = guessed && suggestions.some(({ machines }) => machines.length > 0);
  const notes = [
    ...(isGuess ? [`the names of the machines are guessed; where they are wrong, name them: ${machinesOption}`] : []),
    ...numbersText(suggestions),
    ...unfitText(unfit, name),
    ...strangersText(strangers, name, guessed),
    ...heldText(held, build, rows),
  ];
  if (suggestions.length === 0) return [`no pattern to suggest for ${name}`, ...notes];
  return [
    ...suggestions.flatMap(suggestionText),
    ...notes,
    "",
    "for config.json, in the place of what it says of these:",
    ...JSON.stringify({ reporter }, null, 2).split("\n").map(printable),
  ];
}

function suggestionText({ kind, pattern, files, machines }: Suggestion): readonly string[] {
  const whose = machines.length === 0 ? "for the run as a whole" : `for ${listed(machines)}`;
  return [
    `suggested: ${printable(pattern)} claims ${filesText(files.length)} (${kind}) ${whose}`,
    ...(namesRun(pattern) ? [] : ["           it names no run: it claims for whichever build is the only open one"]),
  ];
}

/** Such as that of a job, which the next run counts on. */
function numbersText(suggestions: readonly Suggestion[]): readonly string[] {
  const numbered = suggestions.map(({ pattern }) => pattern).filter((pattern) => wholeNumber.test(pattern));
  if (numbered.length === 0) return [];
  return [`where a number changes from run to run, write * for it: ${listed(numbered)}`];
}

const wholeNumber = /(?<![\p{L}\p{N}])\d+(?![\p{L}\p{N}])/u;

function unfitText(unfit: readonly string[], name: string): readonly string[] {
  if (unfit.length === 0) return [];
  return [
    `${filesText(unfit.length)} could be of ${name}, but no pattern claims them for it alone: ${listed(unfit)}`,
    "(names fit only as they are written, capitals and accents too; a path with { } or * fits none; while other",
    "builds are open, files without a name fit none)",
  ];
}

function strangersText(count: number, name: string, guessed: boolean): readonly string[] {
  if (count === 0) return [];
  const hint = guessed
    ? `; if its machines write such, name them: ${machinesOption}`
    : ": nothing in their paths tells whose they are";
  return [`left alone: ${filesText(count)} without the name ${name}${hint}`];
}

/** A claim is fixed; `reset` forgets those of reports, and goes on reading logs where they are. */
function heldText(held: readonly string[], build: string, rows: readonly LayoutRow[]): readonly string[] {
  const logs = new Set(rows.flatMap(({ kind, path }) => (kind === "log" ? [path] : [])));
  const counts = {
    reports: held.filter((path) => !logs.has(path)).length,
    logs: held.filter((path) => logs.has(path)).length,
  };
  const stay = "stay with the machine that a pass gave them to";
  const name = shellQuoted(build);
  return [
    ...(counts.reports === 0
      ? []
      : [`${filesText(counts.reports)} (reports) ${stay} until: atvm-run-watcher reset ${name}`]),
    ...(counts.logs === 0
      ? []
      : [
          `${filesText(counts.logs)} (logs) ${stay} until it is registered anew: start ${name} --replace --since 12h …`,
        ]),
  ];
}

function nameOf({ build }: NonNullable<LayoutLook["asked"]>): string {
  return build.attempt.build;
}

function runText({ run, by }: LayoutRow): string {
  if (by.length > 0) return printable(by.join(" and "));
  return run === null ? "-" : printable(run);
}

function machineText({ machine, run, claimed, declared }: LayoutRow): string {
  if (machine !== null) return `${printable(machine)}${declared === false ? " (not declared)" : ""}`;
  return run === null || claimed === "closed" ? "-" : "(the run)";
}

/** A longer cell makes its own row longer, not all of them. */
const maxWidth = 24;

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows.reduce<readonly number[]>(
    (most, row) => row.map((cell, column) => Math.max(most[column] ?? 0, Math.min(cell.length, maxWidth))),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

function totals(rows: readonly LayoutRow[]): string {
  const count = (claimed: LayoutRow["claimed"]): number => rows.filter((row) => row.claimed === claimed).length;
  const [older, closed] = [count("older"), count("closed")];
  const parts = [
    `${count("claimed")} claimed`,
    older === 0 ? "" : `${older} older than the registration and not counted`,
    closed === 0 ? "" : `${closed} of builds that are closed`,
    `${count("unclaimed")} claimed by nobody`,
    count("contested") === 0 ? "" : `${count("contested")} claimed by two, and so by none`,
  ];
  return `${filesText(rows.length)}: ${parts.filter((part) => part !== "").join(", ")}`;
}

function filesText(count: number): string {
  return count === 1 ? "1 file" : `${count} files`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, maxListed).map(printable).join(", ");
  return names.length > maxListed ? `${shown} and ${names.length - maxListed} more` : shown;
}
