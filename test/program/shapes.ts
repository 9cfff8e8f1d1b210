import * as z from "zod";

const time = z.iso.datetime();
const count = z.int().nonnegative();
const state = z.enum(["COMPLETED", "FAILED", "CANCELLED", "TERMINATED", "HUNG", "UNKNOWN", "RUNNING"]);
const told = z.object({ code: z.string().min(1), text: z.string().min(1) });
const closed = z.object({ at: time }).nullable();

const delivery = z.object({
  phase: z.enum(["none", "sending", "posted", "waiting", "unconfirmed", "suppressed"]),
  tries: count,
  postedAt: time.nullable(),
  nextAt: time.nullable(),
  lastError: told.nullable(),
  lookedFor: z
    .object({ at: time, found: z.literal(false).nullable(), text: z.string().min(1), nextAt: time.nullable() })
    .nullable(),
});

const scope = z.object({
  group: z.string().nullable(),
  run: z.string(),
  begun: z.boolean(),
  state,
  rule: z.string(),
  reasons: z.array(told).min(1),
  needsReview: z.boolean(),
  closed,
  firstSeenAt: time.nullable(),
  progressAt: time.nullable(),
  runner: z.object({ seen: z.enum(["alive", "gone", "never", "unreadable"]), pid: z.int().positive().nullable() }),
  tests: z.object({ total: count, passed: count, failed: count, skipped: count, flaky: count }).nullable(),
  machines: z.array(
    z.object({
      name: z.string(),
      state: z.enum(["NOT STARTED", "RUNNING", "PASSED", "FAILED", "UNREADABLE"]),
      declared: z.boolean(),
    }),
  ),
  delivery,
});

const build = z.object({
  build: z.string(),
  attempt: z.int().positive(),
  categorized: z.boolean(),
  root: z.string().startsWith("/"),
  registeredAt: time,
  closed,
  state,
  rule: z.string(),
  needsReview: z.boolean(),
  scopes: z.array(scope),
});

/** What `status --json` prints: at least these fields, for scripts. */
export const statusShape = z.object({
  version: z.literal(1),
  at: time,
  watcher: z.object({
    program: z.string(),
    lastPassAt: time.nullable(),
    lastPassExit: count.nullable(),
    stale: z.boolean(),
  }),
  builds: z.array(build),
});

/** What `explain --json` prints. */
export const explainShape = z.object({
  version: z.literal(1),
  build: z.string(),
  scopes: z.array(
    scope.extend({
      evidence: z.record(z.string(), z.unknown()),
      rules: z.array(z.object({ name: z.string(), matched: z.boolean(), reasons: z.array(told) })),
    }),
  ),
});

/** What `start --json` prints. */
export const startShape = z.object({
  version: z.literal(1),
  build: z.string(),
  attempt: z.int().positive(),
  warnings: z.array(told),
});

export type ScopeShape = z.output<typeof scope>;
export type BuildShape = z.output<typeof build>;
