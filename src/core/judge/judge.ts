import { hasBegun, inOrder } from "../memory/begun.ts";
import type { BuildLook, BuildRecord, JudgedBuild, JudgedScope, ScopeLook, ScopeRecord } from "./buildlook.ts";
import { classify } from "./classify.ts";
import { policyOf, type Config } from "../config.ts";
import { describe } from "./describe.ts";
import type { ScopeFacts } from "./facts.ts";
import { newScope } from "../state/newscope.ts";
import { fileBehind } from "../memory/artifacts.ts";
import { observeEarlier, withoutEarlier } from "../memory/earlier.ts";
import { withDriverWord } from "../memory/driverword.ts";
import { observe, type ScopeSighting } from "../memory/observe.ts";
import { parentVerdict } from "./parent.ts";
import { declaredMachines } from "../files/scopes.ts";
import { lastSign, parentFacts, type BuildView, type Remembered } from "./siblings.ts";
import { situationOf } from "./situation.ts";
import type { Attempt, ScopeMemory } from "../state/state.ts";
import type { Moment } from "../time.ts";

/** Judges one build after one look. Pure: nothing is closed or written here. */
export function judge(config: Config, record: BuildRecord, look: BuildLook): JudgedBuild {
  const attempt = observeEarlier(record.attempt, look.earlier, look.now);
  const own = withWord(record, look, remembered(record, attempt, record.own, look.own));
  // A group whose state is damaged is not judged: a new memory of it would take the place of the damaged one.
  const usable = look.subRuns.filter(({ group }) => !record.damagedGroups.includes(group ?? ""));
  const subRuns = usable.map((sub) => remembered(record, attempt, recordOf(record, sub, look.now), sub));
  const view = { config, record: { ...record, attempt }, look, own, subRuns };
  const judged = subRuns.map((sub) => judgeSubRun(view, sub));
  return {
    attempt,
    own: record.attempt.request.categorized ? judgeParent(view, judged) : judgePlain(view),
    subRuns: ordered(record.attempt, judged),
  };
}

/** A closed scope is remembered as it was closed. `after`: the registration after this look. */
function remembered({ attempt }: BuildRecord, after: Attempt, record: ScopeRecord, look: ScopeLook): Remembered {
  if (record.memory.closed !== null) return { ...record, look };
  const memory = observe(record.memory, look.sighting, attempt.foreignGone);
  const isFreed = attempt.foreignGone === null && after.foreignGone !== null;
  return { ...record, look, memory: isFreed ? withoutEarlier(memory) : memory };
}

/** Of a categorized build its driver's log is read for the groups. */
function withWord({ attempt, own }: BuildRecord, { now }: BuildLook, after: Remembered): Remembered {
  if (!attempt.request.categorized) return after;
  return { ...after, memory: withDriverWord(own.memory, after.memory, now) };
}

function recordOf({ subRuns }: BuildRecord, look: ScopeLook, now: Moment): ScopeRecord {
  const known = subRuns.find(({ memory }) => memory.group === look.group);
  if (known !== undefined) return known;
  const absent = { seen: "absent" } as const;
  return { memory: newScope(look.group, look.run, now), cancelled: absent, exit: absent, deliveryBegun: false };
}

function judgePlain(view: BuildView): JudgedScope {
  const { record, look, own } = view;
  const situation = situationOf({ ...scopeFacts(view, own), parent: null, unclaimed: look.unclaimed });
  return {
    memory: own.memory,
    verdict: classify(situation),
    begun: hasBegun(record.attempt.request, own.memory),
    situation,
    unclaimed: look.unclaimed,
  };
}

function judgeSubRun(view: BuildView, sub: Remembered): JudgedScope {
  const { blind, ...facts } = scopeFacts(view, sub);
  const seeing = { ...blind, files: blind.files ?? unreadOf(view.own) };
  const situation = situationOf({ ...facts, blind: seeing, parent: parentFacts(view, sub), unclaimed: [] });
  const begun = hasBegun(view.record.attempt.request, sub.memory);
  return { memory: sub.memory, verdict: classify(situation), begun, situation, unclaimed: [] };
}

/** The driver's log may tell that a group's run was red or killed: what is not read of it, nobody knows. */
function unreadOf({ look, memory }: Remembered): string | null {
  const behind = fileBehind(memory.artifacts);
  return (
    blindness(look.sighting).files ??
    (behind === undefined ? null : describe({ code: "file-behind", path: behind.path }))
  );
}

function scopeFacts(view: BuildView, scope: Remembered): Omit<ScopeFacts, "parent" | "unclaimed"> {
  const { config, record, look, own } = view;
  const { request } = record.attempt;
  return {
    now: look.now,
    policy: policyOf(config, overridesOf(record.attempt)),
    memory: scope.memory,
    declared: scope.memory.declared ?? declaredMachines(request, scope.memory.group),
    cancelled: scope.cancelled,
    parentCancelled: scope === own ? { seen: "absent" } : own.cancelled,
    exit: scope.exit,
    deliveryBegun: scope.deliveryBegun,
    blind: blindness(scope.look.sighting),
    runnerNamed: request.pid !== null,
    lastSign: lastSign(view),
    earlier: {
      alive: look.earlier.seen === "present" ? look.earlier.fact : [],
      gone: record.attempt.foreignGone,
    },
    older: scope.look.older,
  };
}

function judgeParent(view: BuildView, subRuns: readonly JudgedScope[]): JudgedScope {
  const { config, record, look, own } = view;
  const { attempt, damagedGroups } = record;
  const begun = subRuns
    .filter((sub) => sub.begun)
    .map(({ memory }) => ({ group: memory.group ?? "", closed: memory.closed !== null }));
  const blind = blindness(own.look.sighting);
  const verdict = parentVerdict({
    now: look.now,
    policy: policyOf(config, overridesOf(attempt)),
    memory: own.memory,
    cancelled: own.cancelled,
    exit: own.exit,
    blind: { ...blind, files: blind.files ?? look.unread },
    begun: [...begun, ...damagedGroups.map((group) => ({ group, closed: false }))],
    declaredGroups: attempt.request.groups.map(({ name }) => name),
    unclaimed: [...look.unclaimed, ...ofNoGroup(own.memory)],
    lastSign: lastSign(view),
    runnerNamed: attempt.request.pid !== null,
  });
  return { memory: own.memory, verdict, begun: true, situation: null, unclaimed: look.unclaimed };
}

/** Reports of machines under the build's own name: no group can be told from them. */
function ofNoGroup({ artifacts }: ScopeMemory): readonly string[] {
  return artifacts.filter(({ kind, machine }) => kind !== "log" && machine !== null).map(({ path }) => path);
}

function blindness({ files, runners }: ScopeSighting): ScopeFacts["blind"] {
  return {
    files: files.seen === "unreadable" ? files.detail : null,
    processes: runners.seen === "unreadable" ? runners.detail : null,
  };
}

function overridesOf({ request }: Attempt): { startWithin?: string; hangAfter?: string; maxDuration?: string } {
  return {
    ...(request.startWithin === null ? {} : { startWithin: request.startWithin }),
    ...(request.hangAfter === null ? {} : { hangAfter: request.hangAfter }),
    ...(request.maxDuration === null ? {} : { maxDuration: request.maxDuration }),
  };
}

function ordered({ request }: Attempt, judged: readonly JudgedScope[]): readonly JudgedScope[] {
  const begun = inOrder(
    request,
    judged.map(({ memory }) => memory),
  );
  const place = ({ memory }: JudgedScope): number => (begun.includes(memory) ? begun.indexOf(memory) : begun.length);
  return [...judged].sort((a, b) => place(a) - place(b));
}
