import * as z from "zod";
import { defaultMarkers, defaultMachineLines, defaultPatterns, defaultRunner, defaultSubRuns } from "./defaults.ts";
import { parseDuration } from "./time.ts";
import { patternFault } from "./files/patterns.ts";

const duration = z.string().refine((text) => parseDuration(text) !== undefined, {
  message: "expected a duration such as 90s, 30m, 2h or 3d",
});
const regex = z.string().refine(isRegex, { message: "not a regular expression" });
const pathPattern = z.string().superRefine((text, context) => {
  const fault = patternFault(text);
  if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
});
const words = z.array(z.string().min(1));
const absolute = z.string().startsWith("/", { message: "expected an absolute path" });
const httpUrl = z.url({ protocol: /^https?$/, message: "expected an http or https URL" });

/** config.json as a person writes it; every key is optional, unknown ones are refused by name. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  "//": z.unknown().optional(),
  root: absolute.default("/root/cdc-e2e-cyp-12.17.4"),
  reporter: z
    .strictObject({
      dir: z.string().min(1).default("cypress/cmcReporter"),
      logs: z
        .array(pathPattern)
        .min(1)
        .default([...defaultPatterns.logs]),
      xml: z
        .array(pathPattern)
        .min(1)
        .default([...defaultPatterns.xml]),
      mochawesome: z
        .array(pathPattern)
        .min(1)
        .default([...defaultPatterns.mochawesome]),
    })
    .prefault({}),
  subRun: z
    .array(
      z
        .string()
        .refine(isSubRunPattern, { message: "expected a run name with {build} and {group}, such as {build}-{group}" }),
    )
    .min(1)
    .default([...defaultSubRuns]),
  runner: z
    .strictObject({
      match: words.default([...defaultRunner.match]),
      ignore: words.default([...defaultRunner.ignore]),
    })
    .prefault({}),
  machines: z
    .strictObject({
      announced: z.array(regex).default([...defaultMachineLines.announced]),
      status: z.array(regex).default([...defaultMachineLines.status]),
    })
    .prefault({}),
  markers: z
    .strictObject({
      start: z.array(regex).default([...defaultMarkers.start]),
      end: z.array(regex).default([...defaultMarkers.end]),
      cancelled: z.array(regex).default([...defaultMarkers.cancelled]),
      killed: z.array(regex).default([...defaultMarkers.killed]),
    })
    .prefault({}),
  policy: z
    .strictObject({
      startWithin: duration.default("24h"),
      hangAfter: duration.optional(),
      maxDuration: duration.default("72h"),
      settle: duration.default("60s"),
      quiet: duration.default("1h"),
      spacing: duration.default("2s"),
    })
    .prefault({}),
  mattermost: z
    .strictObject({
      channel: z.string().min(1).optional(),
      timeout: duration.default("10s"),
      reportUrl: httpUrl.optional(),
      caFile: absolute.optional(),
      api: z.strictObject({ url: httpUrl, channelId: z.string().min(1) }).optional(),
    })
    .prefault({}),
  credentialsFile: absolute.optional(),
  stateDir: absolute.default("/var/lib/atvm-run-watcher"),
  retention: duration.default("180d"),
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
  const parsed = configSchema.safeParse(value, { jitless: true });
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

function isRegex(text: string): boolean {
  try {
    new RegExp(text, "iu");
    return true;
  } catch {
    return false;
  }
}

function isSubRunPattern(text: string): boolean {
  return text.includes("{build}") && text.includes("{group}");
}
