import * as z from "zod";

/** Format of exit.json. */
export const exitVersion = 1;

/** exit.json: how a supervised runner ended, as the unit that ran it wrote down. */
export const exitSchema = z.strictObject({
  version: z.literal(exitVersion),
  at: z.string(),
  status: z.int().nullable(),
  signal: z.string().nullable(),
  /** systemd's `$SERVICE_RESULT`: success, exit-code, signal, timeout, oom-kill, … */
  result: z.string(),
});
