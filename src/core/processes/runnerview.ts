import type { ScopeMemory } from "../state/state.ts";
import { elapsed, type Moment } from "../time.ts";

/** What is known of the processes of one run after a look. */
export type RunnerView =
  | { readonly seen: "alive"; readonly pid: number; readonly count: number }
  /** Seen alive, and for `ms` milliseconds seen no more. */
  | {
      readonly seen: "gone";
      readonly ms: number;
      readonly since: string;
      /** The last look that saw it, and the first that did not. */
      readonly lastAlive: Moment;
      readonly missed: Moment;
    }
  | { readonly seen: "never" }
  | { readonly seen: "unreadable"; readonly detail: string };

/** `blind`: why the processes could not be looked at in this look, or null. */
export function runnerView(runner: ScopeMemory["runner"], blind: string | null, now: Moment): RunnerView {
  if (blind !== null) return { seen: "unreadable", detail: blind };
  const [first] = runner.alive;
  if (first !== undefined) return { seen: "alive", pid: first.pid, count: runner.alive.length };
  const { gone, lastAlive, missed } = runner;
  if (gone === null || lastAlive === null) return { seen: "never" };
  return { seen: "gone", ms: elapsed(gone, now), since: gone.at, lastAlive, missed: missed ?? gone };
}

/** True when the look saw that no process of the run is alive, whether or not there ever was one. */
export function isAbsent(view: RunnerView): boolean {
  return view.seen === "gone" || view.seen === "never";
}
