import { cureOf, shellQuoted } from "../core/show/cures.ts";
import { describeSkip, describeWait } from "../core/judge/describe.ts";
import { limitsOf } from "../core/judge/limits.ts";
import { formatDuration } from "../core/time.ts";
import { formatTime } from "../core/zone.ts";
import { isPosted } from "../core/words.ts";
import type { Finding } from "../pass/plan.ts";
import type { App } from "./app.ts";
import type { ExplainedScope } from "./explained.ts";

/** One scope explained for people: the verdict, the message, every fact, every rule, and what happens next. */
export function explainText(finding: Finding, view: ExplainedScope, { zoneOffset, ports }: App): readonly string[] {
  const offset = zoneOffset(ports.clock.now().at);
  const time = (at: string): string => formatTime(at, offset);
  return [
    `${finding.name}: ${view.state}${view.closed === null ? "" : `, closed ${time(view.closed.at)}`} (rule ${view.rule})`,
    ...view.reasons.map(({ text }) => `  because ${text}`),
    `  message: ${messageText(finding)}`,
    ...(view.needsReview ? [`  for you: ${cureOf(finding.stored.build, view)}`] : []),
    ...nextLines(finding),
    "  machines:",
    ...(view.machines.length === 0
      ? ["    none seen"]
      : view.machines.map(({ name, state, declared }) => `    ${name}  ${state}${declared ? "" : " (not declared)"}`)),
    "  seen:",
    ...evidenceLines(finding, view, time).map((line) => `    ${line}`),
    ...rulesLines(view),
    "",
  ];
}

function messageText({ decision, scope, verdict }: Finding): string {
  const isParent = decision.action === "skip" && decision.because.code === "parent";
  if (!isParent && scope.memory.closed === null && verdict.state !== "RUNNING") {
    return isPosted(verdict.state)
      ? "is sent by the next pass, if that sees the same"
      : "none: the next pass closes it, and it is never posted";
  }
  if (decision.action === "post") return "is sent by the next pass";
  return decision.action === "wait"
    ? `due, but ${describeWait(decision.because)}`
    : `none: ${describeSkip(decision.because)}`;
}

function nextLines({ judged, scope }: Finding): readonly string[] {
  const situation = judged?.situation ?? null;
  const { closed, ended, firstSeen } = scope.memory;
  // Where an operator ended what was never seen, the reasons tell what comes next.
  if (situation === null || closed !== null || (ended !== null && firstSeen === null)) return [];
  const limits = limitsOf(scope.memory, situation.policy, situation.now).map(({ kind, passedMs, limitMs }) => {
    const what = {
      "never-started": "nothing is seen of it",
      stalled: "it makes no progress",
      "too-old": "it is not over",
    }[kind];
    return `  next: given up in ${formatDuration(limitMs - passedMs)} if ${what}`;
  });
  return limits;
}

function evidenceLines(
  { stored }: Finding,
  { evidence, runner }: ExplainedScope,
  time: (at: string) => string,
): readonly string[] {
  const { files, processes, processesLastAliveAt, blind, unclaimed, older, changedAt } = evidence;
  const alive =
    processes.length === 0
      ? "none alive"
      : `alive: ${processes.slice(0, 8).join(", ")}${processes.length > 8 ? ", …" : ""}`;
  const last = processesLastAliveAt === null ? "" : `, last alive ${time(processesLastAliveAt)}`;
  return [
    `processes: ${runner.seen === "never" ? "none was ever seen" : `${alive}${last}`}`,
    ...(changedAt === null
      ? [`no file of it; what is there: atvm-run-watcher layout ${shellQuoted(stored.build)} --suggest`]
      : [`files last changed ${time(changedAt)}:`]),
    ...files.map(
      (file) => `  ${file.path} (${file.machine ?? "the run"})${file.present ? "" : " GONE"}: ${file.detail}`,
    ),
    ...older.map((path) => `older than the registration, not counted: ${path}`),
    ...unclaimed.map((path) => `of this name, but fits no pattern: ${path}`),
    ...blind.map((detail) => `could not look: ${detail}`),
  ];
}

function rulesLines({ rules }: ExplainedScope): readonly string[] {
  if (rules.length === 0) return [];
  return [
    "  rules tried:",
    ...rules.map(({ name, matched }, index) => `    ${index + 1} ${name}: ${matched ? "matched, decides" : "no"}`),
  ];
}
