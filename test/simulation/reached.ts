import { runStates } from "../../src/core/words.ts";
import { ambiguous, refusing } from "./moods.ts";

/**
 * What the simulation has to reach in `./scripts/test`, or it fails. Not among it, since nothing here can bring it about:
 * exit records, which no command writes yet; the rules `closed` and `in-progress`, which close nothing; a configuration or
 * a webhook that is missing or wrong (`test/program`); systemd's own limits (`test/systemd`).
 * A delivery that rests on damage is what harming every file comes to (`harms`).
 */
export const expected: readonly string[] = [
  ...runStates.filter((state) => state !== "RUNNING").map((state) => `state: ${state}`),
  ...["cancelled", "killed", "complete", "runner-gone", "ended-incomplete", "never-started", "stalled"].map(
    (rule) => `rule: ${rule}`,
  ),
  ...["none", "posted", "unconfirmed"].map((phase) => `delivery: ${phase}`),
  ...["ENOSPC", "EIO", "EROFS", "EACCES", "EDQUOT"].map((code) => `disk: ${code}`),
  ...["processes", "files", "everything"].map((what) => `blind: ${what}`),
  ...[...ambiguous, ...refusing].map(({ name }) => `answer: ${name}`),
  ...["truncated", "emptied", "a bit flipped", "of a newer release", "a folder", "a link"].map(
    (harm) => `damage: ${harm}`,
  ),
  ...["killed", "killed while delivering", "power cut", "frozen", "frozen for longer than a lock lasts", "suspend"],
  ...["wall clock set back", "wall clock set forward", "lock let two in", "pass by hand"],
  ...["trigger lost", "trigger merged", "a pass's pid given again", "a runner's pid given again"],
  ...["posted.json by hand", "cancelled.json by hand"],
  ...[
    "claim withdrawn: cancelled",
    "claim withdrawn: too old",
    "claim withdrawn: lock lost",
    "write refused: lock lost",
  ],
  ...["claim: another pass had it", "waits: back-off", "waits: Mattermost in trouble", "held: in doubt"],
  ...["held: damaged", "held: newer release", "registration cut short"],
  ...[
    "start: 0",
    "start: build-open",
    "start: killed",
    "start: lock-lost",
    "cancel: 0",
    "cancel: too-late",
    "reset: 0",
  ],
  ...["resolve posted: 0", "resolve resend: 0"],
];
