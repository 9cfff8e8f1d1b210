import type { FileKind } from "../core/reports/inspection.ts";
import type { ProcessId } from "../core/processes/process.ts";
import type { Seen } from "../core/words.ts";
import type { PassContext } from "../pass/context.ts";

/** What a command works with. `wiring/` makes it; a command that must not post is given no more than it needs. */
export interface App extends PassContext {
  /** The program's own version. */
  readonly version: string;
  readonly out: Output;
  readonly host: Host;
  /** Where the webhook and the channel come from, in words that hold no secret. */
  readonly origins: Origins;
  /** Started by systemd: nobody reads the terminal. */
  readonly supervised: boolean;
}

/** Standard output; a command prints one thing, or nothing. */
export interface Output {
  line(text: string): void;
  /** One JSON value on one line. */
  json(value: unknown): void;
  /** What is being done, for a person who waits: on a terminal only, now and then, and gone with the next line. */
  progress(text: string, atOnce?: boolean): void;
  /** Columns of the terminal; null where it is none. */
  readonly width: number | null;
  /** True when nobody reads any more. */
  gone(): boolean;
}

/** What commands ask of the machine beside a look. */
export interface Host {
  /** The process with this pid if it is alive, and when it started (ISO 8601 UTC). */
  process(pid: number): Seen<{ readonly id: ProcessId; readonly startedAt: string }>;
  /** The real path of a directory, links followed; absent if there is none of that name. */
  directory(path: string): Promise<Seen<string>>;
  /** What a file most likely is, by its name or its first bytes. */
  kindOf(file: string): Promise<Seen<FileKind>>;
  /** The reports and logs below a directory, one by one; what cannot be looked at comes with the reason. */
  reportsBelow(dir: string): AsyncIterable<{ readonly path: string; readonly detail: string | null }>;
  /** The text of a file, or of standard input for `-`. */
  readText(path: string): Promise<string>;
}

export interface Origins {
  /** `from <source>`, or why there is none. */
  readonly webhook: string;
  readonly channel: string;
}
