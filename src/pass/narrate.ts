import type { Attempt, ScopeMemory } from "../core/state/state.ts";
import { describe, describeSkip, describeWait } from "../core/judge/describe.ts";
import type { Journal, StoredBuild } from "../core/ports.ts";
import { registeredRule } from "../core/state/newscope.ts";
import { isPosted } from "../core/words.ts";
import type { Delivered } from "./deliver.ts";

/** One line of what a pass did, and whether it belongs to the history too. */
export interface Line {
  readonly level: keyof Journal;
  readonly event: string;
  readonly text: string;
}

/** How a scope is called in log lines: `nightly`, `nightly · linux`. */
export function scopeName(build: string, group: string | null): string {
  return group === null ? build : `${build} · ${group}`;
}

/** The lines about what a look changed in one scope's verdict; none if it changed nothing that matters. */
export function narrateVerdict(before: ScopeMemory | undefined, after: ScopeMemory, attempt: Attempt): readonly Line[] {
  const name = scopeName(attempt.build, after.group);
  const lines: Line[] = [];
  const { verdict, closed } = after;
  if (before === undefined || before.verdict.rule === registeredRule) {
    lines.push({
      level: "info",
      event: "monitoring",
      text: `${name}: monitoring attempt ${attempt.attempt}: ${sentences(after)}`,
    });
  }
  if (closed !== null && closed !== before?.closed) {
    const because = closed.reasons.map(describe).join("; ");
    const level = isPosted(closed.state) ? "info" : "warn";
    lines.push({
      level,
      event: "closed",
      text: `${name}: closed as ${closed.state} by rule ${closed.rule}: ${because}`,
    });
    if (after.group !== null || !attempt.request.categorized) lines.push(...narrateSilence(name, after));
  } else if (before !== undefined && before.verdict.state !== verdict.state) {
    const text = `${name}: ${before.verdict.state} → ${verdict.state}: ${sentences(after)}`;
    lines.push({ level: "info", event: "transition", text });
  }
  return lines;
}

/** The line about one scope's message in this pass; none where there is nothing to say. */
export function narrateDelivery(name: string, delivered: Delivered): Line | undefined {
  switch (delivered.did) {
    case "posted":
      return { level: "info", event: "posted", text: `${name}: posted` };
    case "beaten":
      return {
        level: "warn",
        event: "duplicate-prevented",
        text: `${name}: not posted: another pass has claimed this try; a duplicate was prevented`,
      };
    case "withdrew":
      return { level: "warn", event: "withdrawn", text: `${name}: not posted: ${withdrawals[delivered.why]}` };
    case "failed":
      return {
        level: "error",
        event: delivered.outcome.sent === "no" ? "not-sent" : "unconfirmed",
        text: `${name}: ${delivered.outcome.sent === "no" ? "not posted yet" : "in doubt"}: ${delivered.outcome.text}`,
      };
    case "decided":
      return narrateDecision(name, delivered);
  }
}

/** The line about state files that cannot be used. */
export function narrateDamage({ damage }: StoredBuild): readonly Line[] {
  return damage.map(({ file, detail, newer }) => ({
    level: "error",
    event: "damage",
    text: newer
      ? `${file} was written by a newer release (${detail}): left alone, nothing of it is posted; upgrade, or run reset to judge it anew`
      : `${file} is damaged (${detail}): it stays as it is and nothing of it is posted; repair it, or run reset to judge it anew`,
  }));
}

function narrateDecision(name: string, { decision }: Extract<Delivered, { did: "decided" }>): Line | undefined {
  if (decision.action === "wait") {
    return { level: "warn", event: "waiting", text: `${name}: due, not posted yet: ${describeWait(decision.because)}` };
  }
  if (decision.action !== "skip") return undefined;
  const { code } = decision.because;
  if (code !== "unconfirmed" && code !== "marks-unreadable" && code !== "damaged") return undefined;
  return { level: "warn", event: "held", text: `${name}: not posted: ${describeSkip(decision.because)}` };
}

function narrateSilence(name: string, { closed }: ScopeMemory): readonly Line[] {
  if (closed === null || isPosted(closed.state)) return [];
  const text = `${name}: not posted: ${describeSkip({ code: "never-posted", state: closed.state })}`;
  return [{ level: "info", event: "never-posted", text }];
}

function sentences({ verdict }: ScopeMemory): string {
  return verdict.reasons.map(describe).join("; ");
}

const withdrawals = {
  cancelled: "it was cancelled after the try was claimed",
  stale: "this pass was held up after it claimed the try; the next one goes on",
  "lock-lost": "another pass has taken over the lock; it goes on",
} as const;
