import { Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import signale, { type CommandType } from "signale";
import type { Journal } from "../core/ports.ts";

/**
 * sd-daemon's priorities: journald takes them from the head of each line. Information is a notice: the unit leaves out what
 * is less (`LogLevelMax=`), and with it the three lines systemd has to say of every pass.
 */
const priorities = { info: 5, warn: 4, error: 3 } as const;

const colours = { info: "blue", warn: "yellow", error: "red" } as const;

type Level = keyof typeof priorities;

/**
 * Log lines on standard error: for journald with a priority in front, for a terminal with signale's badge. One line
 * each, whatever the text holds.
 */
export function createJournal(supervised: boolean, write: (text: string) => void): Journal {
  const logger = new signale.Signale({
    scope: "atvm-run-watcher",
    types: {
      info: typeOf("info", "i", supervised, write),
      warn: typeOf("warn", "!", supervised, write),
      error: typeOf("error", "x", supervised, write),
    },
  });
  if (supervised) logger.config({ displayBadge: false, displayLabel: false, displayScope: false });
  const line =
    (level: Level) =>
    (text: string): Promise<void> => {
      logger[level]("%s", oneLine(text));
      return Promise.resolve();
    };
  return { info: line("info"), warn: line("warn"), error: line("error") };
}

function typeOf(level: Level, badge: string, supervised: boolean, write: (text: string) => void): CommandType {
  const prefix = supervised ? `<${priorities[level]}>` : "";
  const stream = new Writable({
    decodeStrings: false,
    write(text: string, _encoding, done) {
      write(`${prefix}${supervised ? stripVTControlCharacters(text).trim() : text.trimEnd()}\n`);
      done();
    },
  });
  // signale only ever writes to it.
  return { badge, color: colours[level], label: level, stream: stream as unknown as NodeJS.WriteStream };
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ");
}
