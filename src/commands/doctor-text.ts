import type { Finding, Level } from "../core/health/finding.ts";

const marks: Readonly<Record<Level, string>> = { ok: "ok", note: "note", warning: "WARNING", fault: "FAULT" };

/** The findings of `doctor` for people: a line each, its cure below it, and how many ask for something. */
export function doctorText(findings: readonly Finding[]): readonly string[] {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const lines = findings.flatMap(({ check, level, text, cure }) => [
    `${marks[level].padEnd(marks.warning.length)}  ${check.padEnd(width)}  ${text}`,
    ...(cure === null ? [] : [`${" ".repeat(marks.warning.length + width + 4)}-> ${cure}`]),
  ]);
  return [...lines, "", totals(findings)];
}

function totals(findings: readonly Finding[]): string {
  const count = (wanted: Level): number => findings.filter(({ level }) => level === wanted).length;
  const parts = [counted(count("fault"), "fault"), counted(count("warning"), "warning")].filter((part) => part !== "");
  return parts.length === 0 ? "nothing is wrong" : parts.join(", ");
}

function counted(count: number, noun: string): string {
  return count === 0 ? "" : `${count} ${noun}${count === 1 ? "" : "s"}`;
}
