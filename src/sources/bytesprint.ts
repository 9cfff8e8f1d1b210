import { createHash } from "node:crypto";

/** Sixteen hexadecimal digits that stand for bytes: enough to tell whether they are the same again. */
export function bytesPrint(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 16);
}
