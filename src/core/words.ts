/** The seven states a run can be in; only COMPLETED and FAILED are ever posted. */
export const runStates = ["COMPLETED", "FAILED", "CANCELLED", "TERMINATED", "HUNG", "UNKNOWN", "RUNNING"] as const;
export type RunState = (typeof runStates)[number];

/** The five states of one machine (host under test) within a run. */
export const machineStates = ["NOT STARTED", "RUNNING", "PASSED", "FAILED", "UNREADABLE"] as const;
export type MachineState = (typeof machineStates)[number];

/** True when whole reports tell how the machine ended. */
export function isFinal({ state }: { readonly state: MachineState }): boolean {
  return state === "PASSED" || state === "FAILED";
}

/** One look at one thing. "Could not look" (`unreadable`) is never "not there" (`absent`). */
export type Seen<Fact> = { seen: "present"; fact: Fact } | { seen: "absent" } | { seen: "unreadable"; detail: string };

/** A result that stands, or the reason why there is none. */
export type Result<Value, Fault> = { ok: true; value: Value } | { ok: false; fault: Fault };

export function present<Fact>(fact: Fact): Seen<Fact> {
  return { seen: "present", fact };
}

export function unreadable(detail: string): { seen: "unreadable"; detail: string } {
  return { seen: "unreadable", detail };
}

/** The two states that are told in the channel. */
export function isPosted(state: RunState): state is "COMPLETED" | "FAILED" {
  return state === "COMPLETED" || state === "FAILED";
}
