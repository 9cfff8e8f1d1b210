import * as z from "zod/mini";
import { counts, logReading, reportKind, reportReading, specResult } from "./readingschemas.ts";

// How the files of a scope are stored, and what was known of those that are gone.

export const moment = z.strictObject({ at: z.string(), boot: z.string(), ms: z.number() });
export const stamp = z.strictObject({ ino: z.string(), size: z.int(), mtimeNs: z.string() });
const artifact = {
  /** Relative to the reporter directory. */
  path: z.string(),
  /** The machine it tells of; null for a run-level file. */
  machine: z.nullable(z.string()),
  stamp,
  /** Still there at the last look. */
  present: z.boolean(),
  /** The look that first saw it as it is. */
  changed: moment,
};
export const reportRecord = z.strictObject({ ...artifact, kind: reportKind, reading: reportReading });
export const logRecord = z.strictObject({ ...artifact, kind: z.literal("log"), reading: logReading });

export const overwrittenSpec = z.strictObject({
  machine: z.nullable(z.string()),
  kind: reportKind,
  path: z.string(),
  changed: moment,
  stamp,
  result: specResult,
  /** The fingerprint of its file, where one was taken. */
  bytes: z.optional(z.string()),
  /** What a later table of Cypress counted for the spec, passed; of the run's log or a machine's, first seen by this look. */
  again: z.optional(z.strictObject({ machine: z.nullable(z.string()), since: moment, tests: counts })),
});
