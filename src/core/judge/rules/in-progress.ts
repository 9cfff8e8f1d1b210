import { goneReason, lifeline, silence } from "../gone.ts";
import type { Reason } from "../reasons.ts";
import { mayHideSpecs } from "../../reports/results.ts";
import type { Situation } from "../situation.ts";
import { plus } from "../../time.ts";
import type { Rule } from "../verdict.ts";

/** Rule 9. Otherwise: the run goes on, or what would prove its end is not there yet. */
export const inProgress: Rule = {
  name: "in-progress",
  match(situation) {
    const [first = waiting(situation), ...more] = [
      ...situation.blindness,
      ...life(situation),
      ...unfinished(situation),
      ...situation.contradictions,
      ...situation.doubts,
      ...missingEnd(situation),
      ...waits(situation),
    ];
    return { state: "RUNNING", reasons: [first, ...more] };
  },
};

function life(situation: Situation): readonly Reason[] {
  const { runner, driver, memory } = situation;
  if (runner.seen === "alive") return [{ code: "runner-alive", pid: runner.pid, count: runner.count }];
  const found: Reason[] = [];
  if (driver?.seen === "alive") found.push({ code: "driver-alive", pid: driver.pid });
  const gone = goneReason(situation);
  if (gone !== undefined) found.push(gone);
  if (lifeline(situation).seen === "never" && memory.firstSeen !== null) found.push({ code: "runner-never" });
  return found;
}

function unfinished({ machines, memory }: Situation): readonly Reason[] {
  if (memory.firstSeen === null) return [];
  return machines.flatMap((machine) => (machine.state === "FAILED" ? [] : machine.reasons));
}

function missingEnd({ ends, memory, machines }: Situation): readonly Reason[] {
  if (memory.firstSeen === null) return [];
  if (ends.confirmed.length === 0) {
    const unsure = machines.find(mayHideSpecs);
    const end: Reason = { code: "end-unconfirmed" };
    return unsure === undefined ? [end] : [{ code: "specs-untold", machine: unsure.name }, end];
  }
  return ends.scopeKnown ? ends.confirmed : [...ends.confirmed, { code: "scope-unknown" }];
}

function waits(situation: Situation): readonly Reason[] {
  const { idleMs, policy, memory } = situation;
  const found: Reason[] = [];
  if (memory.changed !== null && idleMs < policy.settle)
    found.push({ code: "settling", until: plus(memory.changed.at, policy.settle) });
  const silent = silence(situation);
  if (silent !== undefined && silent.ms < silent.needed && silent.until !== null)
    found.push({ code: "quiet-wait", until: silent.until });
  return found;
}

function waiting({ policy, memory }: Situation): Reason {
  if (memory.ended !== null) return { code: "ended-unseen", until: plus(memory.watched.at, policy.settle) };
  return { code: "not-begun", until: plus(memory.watched.at, policy.startWithin) };
}
