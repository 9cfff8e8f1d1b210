/** How grave a finding of `doctor` is: a note asks for nothing, a warning may cost something, a fault costs posts. */
export type Level = "ok" | "note" | "warning" | "fault";

/** One thing `doctor` looked at. `check` is a stable word; texts hold no secret. */
export interface Finding {
  readonly check: string;
  readonly level: Level;
  readonly text: string;
  /** What to do about it, a command where there is one; null where nothing is to be done, or the text says it. */
  readonly cure: string | null;
}

export function fine(check: string, text: string): Finding {
  return { check, level: "ok", text, cure: null };
}

export function note(check: string, text: string, cure: string | null = null): Finding {
  return { check, level: "note", text, cure };
}

export function warning(check: string, text: string, cure: string | null): Finding {
  return { check, level: "warning", text, cure };
}

export function fault(check: string, text: string, cure: string | null): Finding {
  return { check, level: "fault", text, cure };
}

/** The exit status of `doctor`: 0 fine, 1 warnings, 2 faults. */
export function healthStatus(findings: readonly Finding[]): 0 | 1 | 2 {
  if (findings.some(({ level }) => level === "fault")) return 2;
  return findings.some(({ level }) => level === "warning") ? 1 : 0;
}
