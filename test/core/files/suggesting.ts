import { suggestPatterns, type Suggestions } from "../../../src/core/files/suggest.ts";
import { claimed, plainBuild } from "./claiming.ts";

/** What is suggested for `nightly`, open alone, with these machines declared. */
export function suggest(paths: readonly string[], machines: readonly string[] = []): Suggestions {
  return suggestPatterns(claimed(paths, [plainBuild("nightly", machines)]), "nightly", machines);
}

export function patternsOf({ suggestions }: Suggestions): readonly string[] {
  return suggestions.map(({ pattern }) => pattern);
}
