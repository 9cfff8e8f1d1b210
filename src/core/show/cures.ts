import { damagedCode, isBlind, type ScopeView } from "./view.ts";

/** The command that settles what needs review about one scope; shell-quoted, ready to paste. */
export function cureOf(build: string, view: ScopeView): string {
  const target = `${shellQuoted(build)}${view.group === null ? "" : ` --group ${shellQuoted(view.group)}`}`;
  if (view.delivery.phase === "unconfirmed") {
    return `look into the channel, then: atvm-run-watcher resolve ${target} --posted (it is there) or --resend (it is not)`;
  }
  if (view.delivery.lastError?.code === damagedCode) {
    return "look into the channel: if the message is there, touch posted.json beside the damaged file; if it surely is not, move all try-… files of that folder away together";
  }
  if (view.closed === null && isBlind(view)) return blindCure(build);
  if (view.closed === null) {
    return `if the run is over: atvm-run-watcher reset ${target} --ended; else name what proves its end: reset ${target} --machines … or --pid …`;
  }
  const count =
    view.countSince === null
      ? ""
      : `to count the older reports: atvm-run-watcher reset ${target} --since ${view.countSince}; `;
  return `${count}to end the review: atvm-run-watcher resolve ${target} --accept; to judge it again: atvm-run-watcher reset ${target}`;
}

/** Nothing of a build is closed on what could not be looked at. */
export function blindCure(build: string): string {
  return `make it readable; until then it stays open. If that cannot be: atvm-run-watcher cancel ${shellQuoted(build)}`;
}

/** A word for a POSIX shell. */
export function shellQuoted(word: string): string {
  return /^[A-Za-z0-9_./:=@%+-]+$/.test(word) && !word.startsWith("-") ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
