import type { ArtifactRecord } from "../state/state.ts";
import { byMoment } from "../time.ts";
import type { SpecResult } from "./report.ts";

/** When something was seen as it is, and the stamp of its file then. */
export type Aged = Pick<ArtifactRecord, "changed" | "stamp">;

/** Orders what files told, the newest last: as it was seen; what one look saw, as the files were written. */
export function byAge(a: Aged, b: Aged): number {
  return byMoment(a.changed, b.changed) || Number(BigInt(a.stamp.mtimeNs) - BigInt(b.stamp.mtimeNs));
}

/** A green result that was seen after a red one, and was written before it, does not tell that the spec was done again. */
export function isOlderGreen(green: Aged & WithResult, red: Aged & WithResult): boolean {
  if (green.result.tests.failed > 0 || red.result.tests.failed === 0) return false;
  return BigInt(green.stamp.mtimeNs) < BigInt(red.stamp.mtimeNs);
}

interface WithResult {
  readonly result: SpecResult;
}
