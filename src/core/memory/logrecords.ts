import type { ArtifactRecord, LogRecord } from "../state/state.ts";

/** The logs of the run itself, not of one machine of it. */
export function runLogs(artifacts: readonly ArtifactRecord[]): readonly LogRecord[] {
  return machineLogs(artifacts, null);
}

export function machineLogs(artifacts: readonly ArtifactRecord[], machine: string | null): readonly LogRecord[] {
  return artifacts.filter((record): record is LogRecord => record.kind === "log" && record.machine === machine);
}
