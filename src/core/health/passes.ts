import { staleLock, timerInterval } from "../defaults.ts";
import type { LastPass } from "../state/runtime.ts";
import { elapsed, formatDuration, type Moment } from "../time.ts";
import type { Seen } from "../words.ts";
import { fault, fine, note, warning, type Finding } from "./finding.ts";

/** No pass for three intervals, or never one in this boot. */
export function isStale(last: LastPass | null, now: Moment): boolean {
  return last?.boot !== now.boot || elapsed(last, now) > 3 * timerInterval;
}

export function lastPassFinding(last: Seen<LastPass>, now: Moment): Finding {
  if (last.seen === "unreadable") return warning("passes", `the last pass cannot be told: ${last.detail}`, "use sudo");
  const cure = "systemctl status atvm-run-watcher.timer atvm-run-watcher.service";
  if (last.seen === "absent") return fault("passes", "there was none yet", cure);
  const { at, exit } = last.fact;
  const ago = formatDuration(Date.parse(now.at) - Date.parse(at));
  if (isStale(last.fact, now)) return fault("passes", `the last one was ${ago} ago; none come any more`, cure);
  if (exit === null) return fine("passes", `one began ${ago} ago and has not ended`);
  if (exit === 0) return fine("passes", `the last one ended well ${ago} ago`);
  return warning(
    "passes",
    `the last one ended with status ${exit} ${ago} ago`,
    "journalctl -t atvm-run-watcher -n 20 says why",
  );
}

/** How old the sign of life of whoever holds the lock is (milliseconds); absent: nobody holds it. */
export function lockFinding(age: Seen<number>): Finding {
  if (age.seen === "absent") return fine("lock", "it is free");
  if (age.seen === "unreadable") return warning("lock", `it cannot be looked at: ${age.detail}`, "use sudo");
  if (age.fact < staleLock) return fine("lock", "a pass or a command holds it");
  return note("lock", "a pass that was killed left it; the next one takes it over");
}

/** State that cannot be used, and builds that need a person. */
export function stateFindings(
  damaged: readonly { readonly file: string; readonly detail: string }[],
  review: number,
): readonly Finding[] {
  const found: Finding[] = damaged.map(({ file, detail }) =>
    fault(
      "state",
      `${file} is damaged (${detail}); nothing of it is posted`,
      "see src/store/README.md, or: atvm-run-watcher status",
    ),
  );
  if (review > 0) {
    const builds = review === 1 ? "1 build needs" : `${review} builds need`;
    found.push(note("state", `${builds} a person`, "atvm-run-watcher status"));
  }
  return found.length > 0 ? found : [fine("state", "whole, and nothing waits for a person")];
}
