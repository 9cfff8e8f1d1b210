import { literal } from "../literal.ts";

const nameCharacter = "[A-Za-z0-9._-]";
/** Where a group's name is not known beforehand, letters of every script belong to it. */
const groupCharacter = "[\\p{L}\\p{M}\\p{N}._-]";
const fileEnding = "(?:\\.(?:log|xml|json|html))?";

/**
 * True when the text contains the name, literally, with no character of `A-Za-z0-9._-` on either side. A file
 * ending of an artifact directly after the name ends it too: `logs/nightly.log` names `nightly`.
 */
export function namesToken(text: string, name: string): boolean {
  if (name === "" || !text.includes(name)) return false;
  return bounded(literal(name), nameCharacter, "u").test(text);
}

/**
 * The groups a command line names under a sub-run pattern such as `{build}-{group}`: `nightly-linux` names `linux`
 * of the build `nightly`. White space ends a group here; one with spaces is found only by its own name.
 */
export function groupTokens(argv: readonly string[], build: string, subRun: string): readonly string[] {
  const source = literal(subRun)
    .replace("\\{build\\}", () => literal(build))
    .replace("\\{group\\}", () => `(?<group>${groupCharacter}+?)`);
  const token = bounded(source, groupCharacter, "gu");
  const groups = argv.flatMap((word) => [...word.matchAll(token)].flatMap((match) => match.groups?.["group"] ?? []));
  return [...new Set(groups)];
}

function bounded(source: string, character: string, flags: string): RegExp {
  return new RegExp(`(?<!${character})${source}(?=${fileEnding}(?!${character}))`, flags);
}
