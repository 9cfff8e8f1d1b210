import type { ArtifactRecord } from "../state/state.ts";
import { byMoment } from "../time.ts";

/** When something was seen as it is, and the stamp of its file then. */
export type Aged = Pick<ArtifactRecord, "changed" | "stamp">;

/** Orders what files told, the newest last: as it was seen; what one look saw, as the files were written. */
export function byAge(a: Aged, b: Aged): number {
  return byMoment(a.changed, b.changed) || Number(BigInt(a.stamp.mtimeNs) - BigInt(b.stamp.mtimeNs));
}
