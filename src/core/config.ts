import * as z from "zod/mini";
import {
  duration,
  requestTimeout,
  marker,
  pathPattern,
  words,
  relativePath,
  absolute,
  folder,
  channel,
  httpUrl,
  linePattern,
  subRunPattern,
} from "./configshapes.ts";
import {
  defaultReportMiB,
  defaultMarkers,
  defaultMachineLines,
  defaultPatterns,
  defaultRunner,
  defaultSubRuns,
} from "./defaults.ts";
import { machineGroups } from "./linepattern.ts";
import { parsing } from "./parsing.ts";
import { defaultStateDir } from "./state/runtime.ts";
import { parseDuration } from "./time.ts";

/** config.json as a person writes it; every key is optional, unknown ones are refused by name. */
export const configSchema = z.strictObject({
  $schema: z.optional(z.string()),
  "//": z.optional(z.unknown()),
  root: z._default(folder, "/root/cdc-e2e-cyp-12.17.4"),
  reporter: z.prefault(
    z.strictObject({
      dir: z._default(relativePath, "cypress/cmcReporter"),
      logs: z._default(z.array(pathPattern).check(z.minLength(1)), [...defaultPatterns.logs]),
      xml: z._default(z.array(pathPattern).check(z.minLength(1)), [...defaultPatterns.xml]),
      mochawesome: z._default(z.array(pathPattern).check(z.minLength(1)), [...defaultPatterns.mochawesome]),
      maxReportMiB: z._default(z.int().check(z.minimum(1), z.maximum(256)), defaultReportMiB),
    }),
    {},
  ),
  subRun: z._default(z.array(subRunPattern).check(z.minLength(1)), [...defaultSubRuns]),
  runner: z.prefault(
    z.strictObject({
      match: z._default(words, [...defaultRunner.match]),
      ignore: z._default(words, [...defaultRunner.ignore]),
    }),
    {},
  ),
  machines: z.prefault(
    z.strictObject({
      announced: z._default(z.array(linePattern(machineGroups.announced)), [...defaultMachineLines.announced]),
      status: z._default(z.array(linePattern(machineGroups.status)), [...defaultMachineLines.status]),
    }),
    {},
  ),
  markers: z.prefault(
    z.strictObject({
      start: z._default(z.array(marker), [...defaultMarkers.start]),
      end: z._default(z.array(marker), [...defaultMarkers.end]),
      cancelled: z._default(z.array(marker), [...defaultMarkers.cancelled]),
      killed: z._default(z.array(marker), [...defaultMarkers.killed]),
    }),
    {},
  ),
  policy: z.prefault(
    z.strictObject({
      startWithin: z._default(duration, "24h"),
      hangAfter: z.optional(duration),
      maxDuration: z._default(duration, "72h"),
      settle: z._default(duration, "60s"),
      quiet: z._default(duration, "1h"),
      spacing: z._default(duration, "2s"),
    }),
    {},
  ),
  mattermost: z.prefault(
    z.strictObject({
      channel: z.optional(channel),
      timeout: z._default(requestTimeout, "10s"),
      reportUrl: z.optional(httpUrl),
      caFile: z.optional(absolute),
      api: z.optional(z.strictObject({ url: httpUrl, channelId: z.string().check(z.minLength(1)) })),
    }),
    {},
  ),
  credentialsFile: z.optional(absolute),
  stateDir: z._default(folder, defaultStateDir),
  retention: z._default(duration, "180d"),
});

/** config.json with every default filled in; durations still as text, see `policyOf`. */
export type Config = z.output<typeof configSchema>;

/** Waits and limits in milliseconds. */
export interface Policy {
  readonly startWithin: number;
  /** Undefined: 6 h where a log of the scope grows, else 24 h. */
  readonly hangAfter: number | undefined;
  readonly maxDuration: number;
  readonly settle: number;
  readonly quiet: number;
  readonly spacing: number;
}

/** The limits of one build: the configuration's, with what the build's registration overrides. */
export function policyOf(config: Config, overrides: PolicyOverrides = {}): Policy {
  const { policy } = config;
  return {
    startWithin: ms(overrides.startWithin ?? policy.startWithin),
    hangAfter: optionalMs(overrides.hangAfter ?? policy.hangAfter),
    maxDuration: ms(overrides.maxDuration ?? policy.maxDuration),
    settle: ms(policy.settle),
    quiet: ms(policy.quiet),
    spacing: ms(policy.spacing),
  };
}

export interface PolicyOverrides {
  readonly startWithin?: string | undefined;
  readonly hangAfter?: string | undefined;
  readonly maxDuration?: string | undefined;
}

/** Reads a configuration value; all faults at once, each with the path of the key it concerns. */
export function parseConfig(value: unknown): { ok: true; value: Config } | { ok: false; faults: readonly string[] } {
  const parsed = configSchema.safeParse(value, parsing);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, faults: parsed.error.issues.map(sentence) };
}

function sentence(issue: z.core.$ZodIssue): string {
  const where = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    const keys = issue.keys.map((key) => JSON.stringify(where === "" ? key : `${where}.${key}`));
    return `unknown key ${keys.join(", ")}`;
  }
  return where === "" ? issue.message : `${where}: ${issue.message}`;
}

function ms(text: string): number {
  return parseDuration(text) ?? 0;
}

function optionalMs(text: string | undefined): number | undefined {
  return text === undefined ? undefined : ms(text);
}
