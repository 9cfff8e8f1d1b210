import { hasBegun } from "../core/memory/begun.ts";
import type { Decision } from "../core/post/decide.ts";
import type { JudgedScope } from "../core/judge/buildlook.ts";
import type { Delivery } from "../core/post/ledger.ts";
import type { StoredBuild, StoredScope } from "../core/ports.ts";
import { closureReasons } from "../core/judge/rules/closed.ts";
import type { Verdict } from "../core/judge/verdict.ts";
import type { PassContext } from "./context.ts";
import { decisionOn } from "./decision.ts";
import type { Look } from "./look.ts";
import { scopeName } from "./narrate.ts";
import { isUsable, loadUnsettled, type Usable } from "./records.ts";
import { round } from "./round.ts";

/** What looking and deciding needs; nothing that could post. */
export type Observer = Pick<PassContext, "config" | "runtime" | "noWebhook"> & {
  readonly ports: Pick<PassContext["ports"], "clock" | "sources" | "store">;
};

/** One scope as a pass would find it now: the whole chain from evidence to decision. Nothing is written or sent. */
export interface Finding {
  readonly name: string;
  readonly stored: Usable;
  readonly scope: StoredScope;
  /** Null for a scope that is closed with its build: nothing of it was looked at. */
  readonly judged: JudgedScope | null;
  readonly begun: boolean;
  readonly verdict: Verdict;
  readonly delivery: Delivery;
  readonly decision: Decision;
}

/** What a pass would find and do now. */
export async function planPass(context: Observer): Promise<readonly Finding[]> {
  const stored = await loadUnsettled(context.ports.store);
  return (await findAll(context, stored, round)).findings;
}

/** The findings of these builds after a fresh look (`glance`), or as a whole pass would leave them (`round`). */
export async function findAll(
  context: Observer,
  stored: readonly StoredBuild[],
  seeing: typeof round,
): Promise<{ readonly findings: readonly Finding[]; readonly look: Look }> {
  const lastPass = await context.runtime.lastPass();
  const seenBefore = lastPass.seen === "present" ? lastPass.fact.processesSeen : null;
  const { judged, last } = await seeing(context, stored.filter(isUsable), seenBefore);
  const findings = judged.flatMap((judgement) => {
    const scopes = [judgement.judged.own, ...judgement.judged.subRuns];
    return [judgement.stored.own, ...judgement.stored.subRuns].map((scope) =>
      findingOf(
        context,
        last,
        judgement.stored,
        scope,
        scopes.find(({ memory }) => memory.group === scope.memory.group) ?? null,
      ),
    );
  });
  return { findings, look: last };
}

function findingOf(
  { ports, noWebhook }: Observer,
  look: Look,
  stored: Usable,
  scope: StoredScope,
  judged: JudgedScope | null,
): Finding {
  const view = { processes: look.processes, noWebhook, at: ports.clock.now().at };
  const { delivery, decision } = decisionOn(stored, scope, view);
  const name = scopeName(stored.build, scope.memory.group);
  return {
    name,
    stored,
    scope,
    judged,
    begun: hasBegun(stored.state.request, scope.memory),
    verdict: verdictOf(scope, judged),
    delivery,
    decision,
  };
}

function verdictOf({ memory }: StoredScope, judged: JudgedScope | null): Verdict {
  if (judged !== null && judged.verdict.rule !== "closed") return judged.verdict;
  if (memory.closed !== null)
    return { state: memory.closed.state, rule: memory.closed.rule, reasons: closureReasons(memory.closed) };
  const [first = { code: "end-unconfirmed" } as const, ...more] = memory.verdict.reasons;
  return { state: memory.verdict.state, rule: memory.verdict.rule, reasons: [first, ...more] };
}
