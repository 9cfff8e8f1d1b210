import * as z from "zod/mini";

/** Format of exit.json. */
export const exitVersion = 1;

/** exit.json: how a supervised runner ended, as the unit that ran it wrote down. */
export const exitSchema = z.strictObject({
  version: z.literal(exitVersion),
  at: z.string(),
  status: z.nullable(z.int()),
  signal: z.nullable(z.string()),
  /** systemd's `$SERVICE_RESULT`: success, exit-code, signal, timeout, oom-kill, … */
  result: z.string(),
});

/** How a supervised runner ended, as `run` will record it. */
export interface ExitRecord {
  readonly status: number | null;
  readonly signal: string | null;
  /** systemd's `$SERVICE_RESULT`: success, exit-code, signal, timeout, oom-kill, … */
  readonly result: string;
  readonly at: string;
}
