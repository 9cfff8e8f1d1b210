import * as z from "zod/mini";
import { parseChannel } from "./channel.ts";
import { patternFault } from "./files/patterns.ts";
import { linePatternFault } from "./linepattern.ts";
import { parseDuration } from "./time.ts";

export const duration = z.string().check(
  z.refine((text) => parseDuration(text) !== undefined, {
    message: "expected a duration such as 90s, 30m, 2h or 3d",
  }),
);
/** With it a pass stays below the limit of its unit, however many messages are due. */
export const requestTimeout = duration.check(
  z.refine((text) => (parseDuration(text) ?? 0) <= 30_000, { message: "expected no more than 30s" }),
);
export const marker = linePattern();
export const pathPattern = z.string().check(
  z.superRefine((text, context) => {
    const fault = patternFault(text);
    if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
  }),
);
export const words = z.array(z.string().check(z.minLength(1)));
export const relativePath = z.string().check(
  z.minLength(1),
  z.refine((text) => !text.split("/").includes(".."), { message: "expected a path below the automation root" }),
);
export const absolute = z.string().check(
  z.startsWith("/", { message: "expected an absolute path" }),
  z.refine((text) => !/\p{Cc}/u.test(text), { message: "holds a control character" }),
);
// systemd passes over a path with `..` in a unit: it would be neither watched nor written to.
export const folder = absolute.check(
  z.refine((text) => !text.split("/").includes(".."), { message: "expected a path without .." }),
);
/** As in a file of credentials: without a leading `~` or `#`, and what Mattermost cannot find is refused. */
export const channel = z.string().check(
  z.superRefine((text, context) => {
    const read = parseChannel(text);
    if (!read.ok) context.addIssue({ code: "custom", message: read.fault });
  }),
  z.overwrite(bareChannel),
);
export const httpUrl = z.url({ protocol: /^https?$/, message: "expected an http or https URL" });

function bareChannel(text: string): string {
  const read = parseChannel(text);
  return read.ok ? read.value : text;
}

/** A regular expression over whole lines, with at least one of these sets of named groups. */
export function linePattern(groups?: readonly (readonly string[])[]): z.ZodMiniString {
  return z.string().check(
    z.superRefine((text, context) => {
      const fault = linePatternFault(text, groups);
      if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
    }),
  );
}

/** How ATVM calls the run of a group. */
export const subRunPattern = z.string().check(
  z.refine((text) => text.includes("{build}") && text.includes("{group}"), {
    message: "expected a run name with {build} and {group}, such as {build}-{group}",
  }),
);
