import * as z from "zod";
import { parseChannel } from "../core/channel.ts";
import { exitStatus, Fault } from "../core/faults.ts";
import { nameFault, quoted } from "../core/names.ts";
import { parseDuration } from "../core/time.ts";
import type { Arguments } from "./command.ts";

/** Checks a command's arguments; all faults at once, as one usage error. */
export function parseArguments<Schema extends z.ZodType>(schema: Schema, argv: Arguments): z.output<Schema> {
  const parsed = schema.safeParse(argv, { jitless: true });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path: [name], message }) => `${optionName(name)}${message}`);
  throw new Fault(exitStatus.usage, "usage", `${[...new Set(faults)].join("; ")} (see --help)`);
}

/** A build, group or machine name. */
export const nameArgument = z.string({ error: "is given once, with a name" }).superRefine((name, context) => {
  const fault = nameFault(name);
  if (fault !== undefined) context.addIssue({ code: "custom", message: `the name ${quoted(name)} ${fault}` });
});

/** Names separated by commas. */
export const namesArgument = z
  .string({ error: "is given once, with names separated by commas" })
  .transform((text) => text.split(",").map((name) => name.trim()))
  .pipe(z.array(nameArgument));

export const durationArgument = z
  .string({ error: "is given once" })
  .refine((text) => parseDuration(text) !== undefined, { error: "expects a duration such as 90s, 30m, 2h or 3d" });

export const textArgument = z.string({ error: "is given once" }).min(1, { error: "is empty" });

/** The name of a Mattermost channel, without a leading `~` or `#`. */
export const channelArgument = textArgument.transform((text, context) => {
  const read = parseChannel(text);
  if (read.ok) return read.value;
  context.addIssue({ code: "custom", message: read.fault });
  return z.NEVER;
});

export const flag = z.boolean({ error: "takes no value" }).default(false);

/** An option that may be given again and again. */
export function many<Item extends z.ZodType>(item: Item): z.ZodType<readonly z.output<Item>[]> {
  return z.preprocess((given) => (given === undefined ? [] : [given].flat()), z.array(item));
}

function optionName(name: PropertyKey | undefined): string {
  return name === undefined || name === "build" || name === "files" ? "" : `--${String(name)}: `;
}
