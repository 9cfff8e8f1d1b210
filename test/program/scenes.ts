import { utimesSync } from "node:fs";
import { join } from "node:path";
import { cypressLog } from "../core/logs/cypresslog.ts";
import { green, junit } from "./artifacts.ts";
import type { Ended } from "./dist.ts";
import { passesUntil } from "./passes.ts";
import type { Rig } from "./rig.ts";

/** The log of a whole green Cypress run. */
export const finishedLog = cypressLog([{ name: "session.cy.js", tests: 2, failing: 0 }]);

/** Registers a run of one machine, already over and green: after `settle` its message is due. */
export async function finishedRun(rig: Rig, build = rig.build, ...options: readonly string[]): Promise<void> {
  await rig.ok("start", build, "--machines", "alpha", ...options);
  writeFinished(rig, build);
}

/** The whole green reports of machine alpha, and the log of a run that ended well. */
export function writeFinished(rig: Rig, build = rig.build): void {
  rig.report(`xml/${build}/alpha.xml`, junit(green));
  rig.report(`logs/${build}.log`, finishedLog);
}

/** A run that is closed as COMPLETED, and whose message nobody has tried to send yet. */
export async function dueRun(rig: Rig, ...options: readonly string[]): Promise<void> {
  rig.useWebhook(null);
  await finishedRun(rig, rig.build, ...options);
  await passesUntil(rig, "closed", ({ stderr }) => stderr.includes(": closed as COMPLETED "));
  rig.useWebhook(rig.receiver.webhook());
}

/** Makes passes until one has tried to send a message and cannot say that it is in the channel. */
export function untilTrouble(rig: Rig): Promise<Ended> {
  return passesUntil(rig, "told of trouble", ({ status }) => status === 75);
}

/** What a killed or frozen process left locked is free once it has shown no life for 30 seconds: here they have passed. */
export function expireLock(stateDir: string): void {
  const past = new Date(Date.now() - 60_000);
  utimesSync(`${stateDir}.run/lock`, past, past);
}

/** The folder of an attempt's own scope. */
export function scopeFolder({ stateDir }: Rig, build: string, attempt = 1): string {
  return join(stateDir, "builds", build, "attempts", String(attempt));
}
