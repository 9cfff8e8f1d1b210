/** Which named groups of a pattern over log lines say something: any of these sets. */
export const machineGroups = {
  announced: [["machines"], ["machine"]],
  status: [["machine", "state"]],
} as const;

/** Why a pattern over log lines cannot be used, without repeating it; undefined if it can. */
export function linePatternFault(source: string, groups: readonly (readonly string[])[] = [[]]): string | undefined {
  try {
    new RegExp(source, "iu");
  } catch (error) {
    // The engine's sentence repeats the pattern before it says what is wrong.
    const why = error instanceof Error ? error.message.split(": ").at(-1) : undefined;
    return `not a regular expression: ${why ?? "it cannot be read"}`;
  }
  const isUsable = groups.some((names) => names.every((name) => source.includes(`(?<${name}>`)));
  const wanted = groups.map((names) => names.map((name) => `(?<${name}>…)`).join(" and ")).join(" or ");
  return isUsable ? undefined : `expected a group ${wanted}`;
}
