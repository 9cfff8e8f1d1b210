import type { FirstProcess, Space } from "./health/host.ts";
import type { Programs } from "./health/settings.ts";
import type { UnitTable } from "./health/units.ts";
import type { MountTable } from "./files/mounts.ts";
import type { SetupFile } from "./setup/plan.ts";
import type { Result, Seen } from "./words.ts";

/** Looks at the host beyond what a pass needs: for `doctor`. None throws. */
export interface HostLooks {
  units(): Promise<Seen<UnitTable>>;
  /** The release of the running systemd. */
  systemdVersion(): Promise<Seen<number>>;
  /** Whether a directory is there and can be listed. */
  folder(path: string): Promise<Seen<null>>;
  space(path: string): Promise<Seen<Space>>;
  /** How long ago something was last changed (milliseconds). */
  ageOf(path: string): Promise<Seen<number>>;
  programs(): Promise<Programs>;
  firstProcess(): Seen<FirstProcess>;
  bootId(): Seen<string>;
  mounts(): MountTable;
}

/** What became of one file of a setup, or would. */
export type Applied = "written" | "removed" | "unchanged";

/** Changes the installation: for `setup`. Each throws a `Fault` that says what to do. */
export interface SetupHost {
  /** The text of the configuration file; null if there is none. */
  configText(): Promise<string | null>;
  mounts(): MountTable;
  /** The text of a file, or of standard input for `-`. */
  readText(path: string): Promise<string>;
  /** An existing file or directory by its real, absolute path; undefined if it is not there. */
  realPath(path: string): Promise<string | undefined>;
  /** The URL of a webhook as it is stored, or what is wrong with it; never any part of it. */
  checkedWebhook(text: string): Result<string, string>;
  /** The webhook in a text of `KEY=VALUE` lines; undefined if there is none. */
  webhookIn(text: string): string | undefined;
  /** Makes one file as it is to be; `dry`: only says what that would be. */
  apply(file: SetupFile, dry: boolean): Promise<Applied>;
  makeFolder(path: string): Promise<void>;
  systemctl(argv: readonly string[]): Promise<void>;
}
