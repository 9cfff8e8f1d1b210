import { createContext, Script } from "node:vm";

/** What work that may take too long came to. */
export type Limited<Value> = { readonly done: true; readonly value: Value } | { readonly done: false };

/**
 * Does work that must not wait for anything, and breaks it off after so many milliseconds: the only way to end a regular
 * expression that tries more ways than there is time for. What the work throws is thrown.
 */
export function withinMs<Value>(ms: number, work: () => Value): Limited<Value> {
  let done: Limited<Value> = { done: false };
  calling ??= { script: new Script("work()"), context: createContext({}) };
  calling.context["work"] = () => {
    done = { done: true, value: work() };
  };
  try {
    calling.script.runInContext(calling.context, { timeout: Math.max(1, Math.ceil(ms)) });
  } catch (error) {
    if (!isTimeout(error)) throw error;
  }
  return done;
}

/** Made once: that takes a millisecond. */
let calling: { readonly script: Script; readonly context: Record<string, unknown> } | undefined;

function isTimeout(error: unknown): boolean {
  return (
    typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}
