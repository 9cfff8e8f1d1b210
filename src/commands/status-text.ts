import { blindCure, cureOf } from "../core/show/cures.ts";
import { nearLimits, limitsOf } from "../core/judge/limits.ts";
import { formatDuration, plus } from "../core/time.ts";
import { isBlind, type ScopeView } from "../core/show/view.ts";
import { formatTime } from "../core/zone.ts";
import type { Finding } from "../pass/plan.ts";
import type { Overview } from "../pass/overview.ts";
import { scopeName } from "../pass/narrate.ts";
import { statusJson, type BuildJson } from "./status-json.ts";
import { isFinal } from "../core/words.ts";

/** `status` for people: whether the watcher lives, what needs a person, what is open, what was closed. */
export function statusText(view: Overview, offset: number): readonly string[] {
  const { builds } = statusJson(view, "");
  const time = (at: string): string => formatTime(at, offset);
  const open = builds.filter(({ closed }) => closed === null);
  const closed = builds.filter((build) => build.closed !== null);
  const review = [...builds.flatMap((build) => reviewLines(build)), ...damageLines(view)];
  return [
    watcherLine(view),
    ...section("needs review", review),
    ...section(
      "open",
      open.flatMap((build) => [...buildLines(build, time), ...limitLines(view, build.build, time)]),
    ),
    ...section(
      "closed",
      closed.flatMap((build) => [...buildLines(build, time), ...lateLines(build)]),
    ),
    ...(builds.length === 0 ? ["no build is open, and none was closed in the last 24 hours"] : []),
  ];
}

function watcherLine({ lastPass, stale, at }: Overview): string {
  if (lastPass === null) return "NO PASS YET: is the timer active? (systemctl status atvm-run-watcher.timer)";
  const ago = formatDuration(Date.parse(at) - Date.parse(lastPass.at));
  const how = lastPass.exit === null ? "not ended" : `exit ${lastPass.exit}`;
  if (stale)
    return `NO PASSES ANY MORE: the last one was ${ago} ago (${how}); is the timer active? (systemctl status atvm-run-watcher.timer)`;
  return `last pass ${ago} ago (${how})`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", title, ...lines];
}

function reviewLines(build: BuildJson): readonly string[] {
  const parent = build.categorized && build.needsReview && !build.scopes.some((scope) => scope.needsReview);
  const own = parent
    ? [
        `  ${build.build}  ${build.state}: ${texts(build.reasons)}`,
        `      ${isBlind(build) ? blindCure(build.build) : `to end the review: atvm-run-watcher resolve ${build.build} --accept`}`,
      ]
    : [];
  const scopes = build.scopes
    .filter((scope) => scope.needsReview)
    .flatMap((scope) => [
      `  ${scopeName(build.build, scope.group)}  ${headOf(scope)}: ${texts(scope.reasons)}`,
      `      ${cureOf(build.build, scope)}`,
    ]);
  return [...own, ...scopes];
}

function headOf(scope: ScopeView): string {
  const { phase, lookedFor } = scope.delivery;
  if (phase !== "unconfirmed") return scope.state;
  return `${scope.state}, delivery unconfirmed${lookedFor === null ? "" : ` (${lookedFor.text})`}`;
}

function damageLines({ damage, contested }: Overview): readonly string[] {
  return [
    ...damage.map(
      ({ file, detail, newer }) =>
        `  ${file}: ${newer ? "written by a newer release" : "damaged"} (${detail}); nothing of it is posted`,
    ),
    ...contested.map(({ path, by }) => `  ${path}: claimed by ${by.join(" and ")}, so it counts for none`),
  ];
}

function buildLines(build: BuildJson, time: (at: string) => string): readonly string[] {
  const head = `  ${build.build}  attempt ${build.attempt}`;
  if (!build.categorized) return build.scopes.flatMap((scope) => scopeLines(head, scope, time));
  const own = `${head}  ${build.state}${build.closed === null ? "" : ` at ${time(build.closed.at)}`}  ${texts(build.reasons)}`;
  return [own, ...build.scopes.flatMap((scope) => scopeLines(`    ${scope.group ?? ""}`, scope, time))];
}

function scopeLines(head: string, scope: ScopeView, time: (at: string) => string): readonly string[] {
  const line = [head, stateText(scope, time), countsText(scope), deliveryText(scope, time)]
    .filter((part) => part !== "")
    .join("  ");
  return scope.closed === null ? [line, ...scope.reasons.map(({ text }) => `      ${text}`)] : [line];
}

function stateText({ state, closed }: ScopeView, time: (at: string) => string): string {
  if (closed !== null) return `${state} at ${time(closed.at)}`;
  return state === "RUNNING" ? state : `${state} (the next pass closes it)`;
}

function countsText({ machines, tests }: ScopeView): string {
  const final = machines.filter(isFinal).length;
  const parts = [machines.length === 0 ? "" : `${final} of ${machines.length} machines final`];
  if (tests !== null) parts.push(`${tests.failed} of ${tests.total} tests failed`);
  return parts.filter((part) => part !== "").join(", ");
}

function deliveryText({ delivery }: ScopeView, time: (at: string) => string): string {
  const { phase, postedAt, nextAt, lastError } = delivery;
  if (phase === "posted") return postedAt === null ? "posted" : `posted ${time(postedAt)}`;
  if (phase === "waiting")
    return `NOT POSTED YET${nextAt === null ? "" : `, next try ${time(nextAt)}`}${lastError === null ? "" : `: ${lastError.text}`}`;
  if (phase === "unconfirmed") return "DELIVERY UNCONFIRMED";
  return phase === "suppressed" ? "not posted" : "";
}

function limitLines({ builds, at }: Overview, name: string, time: (at: string) => string): readonly string[] {
  const findings = builds.filter(({ stored }) => stored.build === name).flatMap((build) => build.findings);
  return findings.flatMap((finding) => limitsText(finding, at, time));
}

function limitsText({ judged, scope }: Finding, at: string, time: (at: string) => string): readonly string[] {
  const situation = judged?.situation ?? null;
  if (situation === null || situation.blindness.length > 0 || scope.memory.closed !== null) return [];
  return nearLimits(limitsOf(scope.memory, situation.policy, situation.now)).map(({ kind, passedMs, limitMs }) => {
    const what = kind === "never-started" ? "nothing seen" : kind === "stalled" ? "no progress" : "old";
    return `      warning: ${what} for ${formatDuration(passedMs)}; closes at ${time(plus(at, limitMs - passedMs))}`;
  });
}

function lateLines({ late }: BuildJson): readonly string[] {
  if (late.length === 0) return [];
  const shown = late.slice(0, 3).join(", ");
  return [`      came after closing: ${shown}${late.length > 3 ? ` and ${late.length - 3} more` : ""}`];
}

function texts(reasons: ScopeView["reasons"]): string {
  return reasons.map(({ text }) => text).join("; ");
}
