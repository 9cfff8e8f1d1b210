import * as z from "zod/mini";
import { nothingTold } from "../logs/specstold.ts";
import { machineStates } from "../words.ts";

/** How readings of reports and logs are stored; the types they must fit stand in report.ts and log.ts. */

export const counts = z.strictObject({
  total: z.int(),
  passed: z.int(),
  failed: z.int(),
  skipped: z.int(),
  flaky: z.int(),
});
export const failingTest = z.strictObject({ name: z.string(), message: z.string() });
export const specResult = z.strictObject({
  spec: z.nullable(z.string()),
  tests: counts,
  failing: z.array(failingTest),
  outcomes: z.nullable(z.string()),
});
export const reportKind = z.enum(["junit", "mochawesome"]);
export const reportReading = z.discriminatedUnion("final", [
  z.strictObject({
    final: z.literal(true),
    kind: reportKind,
    specs: z.array(specResult),
    uuids: z.nullable(z.string()),
    notes: z.array(z.string()),
    // Last, as readers put it: what was stored is compared with what is read as text.
    bytes: z.optional(z.string()),
  }),
  z.strictObject({
    final: z.literal(false),
    kind: reportKind,
    why: z.enum([
      "empty",
      "cut",
      "trailing",
      "ill-formed",
      "control-characters",
      "not-a-report",
      "limit",
      "inconclusive",
      "unreadable",
      "behind",
    ]),
    detail: z.string(),
    tests: z.int(),
  }),
]);
export const logBreak = z.strictObject({
  times: z.int(),
  how: z.enum(["cancelled", "killed"]),
  line: z.string(),
  running: z.array(z.string()),
});
const specsTold = z.strictObject({
  browser: z.string(),
  searched: z.string(),
  found: z.string(),
  wraps: z.nullable(z.enum(["searched", "found"])),
  rows: z.array(z.strictObject({ name: z.string(), tests: counts })),
  reds: z.array(
    z.strictObject({
      name: z.string(),
      browser: z.string(),
      searched: z.string(),
      alone: z.boolean(),
      times: z.int(),
      again: z.nullable(z.strictObject({ times: z.int(), tests: counts })),
      /** Lacks in states written before it was told. */
      elsewhere: z._default(z.boolean(), false),
    }),
  ),
});
const logFacts = z.strictObject({
  lines: z.int(),
  replaced: z.boolean(),
  starts: z.int(),
  open: z.boolean(),
  end: z.nullable(z.strictObject({ by: z.enum(["cypress", "configured"]), line: z.string() })),
  totals: z.nullable(z.strictObject({ failed: z.int(), of: z.int() })),
  totalRows: z.strictObject({ failed: z.int(), all: z.int() }),
  rowSpecs: z.strictObject({ failed: z.int(), all: z.int() }),
  awaitingTotals: z.boolean(),
  specRows: z.int(),
  running: z.array(z.string()),
  /** What tells which spec it is lacks in states written before that was told, as do all `specs`. */
  unfinished: z.array(
    z.strictObject({
      spec: z.string(),
      again: z.int(),
      searched: z._default(z.string(), ""),
      alone: z._default(z.boolean(), false),
      browser: z._default(z.string(), ""),
      elsewhere: z._default(z.boolean(), false),
    }),
  ),
  specs: z._default(specsTold, { ...nothingTold, rows: [], reds: [] }),
  cancelled: z.nullable(z.string()),
  killed: z.nullable(z.string()),
  broken: z.nullable(logBreak),
  machines: z.array(z.string()),
  statuses: z.record(z.string(), z.enum(machineStates)),
  restarted: z.array(z.string()),
  /** Lacks in states written before it was told. */
  restLost: z._default(z.boolean(), false),
});
export const logPosition = z.strictObject({ offset: z.int(), before: z.string() });
export const logReading = z.strictObject({
  kind: z.literal("log"),
  encoding: z.enum(["utf-8", "utf-16le"]),
  position: logPosition,
  whole: logFacts,
  facts: logFacts,
  behind: z.boolean(),
});
