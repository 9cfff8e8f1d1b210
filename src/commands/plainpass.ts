import type { CommonOptions } from "./command.ts";

/** What a pass may be given, and what it is called among the common options. */
const optionOf: ReadonlyMap<string | undefined, keyof CommonOptions> = new Map([
  ["--config", "config"],
  ["--state-dir", "stateDir"],
]);

/**
 * The options of a pass as systemd starts it: `reconcile` alone, or with absolute paths behind `--config` and
 * `--state-dir`, each once at most. Undefined for every other command line, right or wrong. What this reads, the parser
 * reads just so, in more time than all the rest of a pass takes.
 */
export function plainPass([command, ...rest]: readonly string[]): CommonOptions | undefined {
  if (command !== "reconcile") return undefined;
  const found: Record<keyof CommonOptions, string | undefined> = { config: undefined, stateDir: undefined };
  for (let at = 0; at < rest.length; at += 2) {
    const option = optionOf.get(rest[at]);
    const value = rest[at + 1];
    if (option === undefined || found[option] !== undefined || value?.startsWith("/") !== true) return undefined;
    found[option] = value;
  }
  return found;
}
