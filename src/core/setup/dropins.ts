import { parseConfig, type Config } from "../config.ts";
import { reporterFolders } from "../files/folders.ts";
import { defaultStateDir, runtimeDirOf } from "../state/runtime.ts";
import { remoteMountOf, type MountTable } from "../files/mounts.ts";

const head = "# Written by `atvm-run-watcher setup` from config.json; run that again after a change there.";

/** The reporter directories of a configuration, by whether the path unit can watch them. */
export interface Watchable {
  readonly watched: readonly string[];
  /** To watch a directory whose server does not answer would stop systemd itself, seen with 252. */
  readonly unwatched: readonly { readonly folder: string; readonly type: string }[];
}

/** What the path unit is to watch for this configuration, beside the doorbell. */
export function watchable(config: Config, mounts: MountTable): Watchable {
  const folders = reporterFolders(config, config.root).map((folder) => ({
    folder,
    type: remoteMountOf(mounts, folder)?.type ?? null,
  }));
  return {
    watched: folders.flatMap(({ folder, type }) => (type === null ? [folder] : [])),
    unwatched: folders.flatMap(({ folder, type }) => (type === null ? [] : [{ folder, type }])),
  };
}

export function doorbellOf({ stateDir }: Config): string {
  return `${runtimeDirOf(stateDir)}/doorbell`;
}

/** The drop-in that makes the path unit watch what it is to; null where the unit as shipped does. */
export function pathDropInText(config: Config, mounts: MountTable): string | null {
  const paths = [...watchable(config, mounts).watched, doorbellOf(config)];
  if (sameList(paths, shippedPaths())) return null;
  // An empty value takes back all that the unit as shipped watches.
  return [head, "[Path]", "PathChanged=", ...paths.map((path) => `PathChanged=${percentEscaped(path)}`), ""].join("\n");
}

/** The drop-in that lets the service write into another state directory; null where there is none. */
export function serviceDropInText(config: Config): string | null {
  const { stateDir } = config;
  if (stateDir === defaultStateDir) return null;
  // With "-", what is missing is told by the program: systemd says no more than 226/NAMESPACE.
  const paths = [stateDir, runtimeDirOf(stateDir)].map((path) => `"-${escaped(path)}"`);
  return [head, "[Service]", `ReadWritePaths=${paths.join(" ")}`, ""].join("\n");
}

function shippedPaths(): readonly string[] {
  const shipped = parseConfig({});
  return shipped.ok ? [...watchable(shipped.value, []).watched, doorbellOf(shipped.value)] : [];
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}

/** systemd puts specifiers in the place of `%n` and the like. */
function percentEscaped(text: string): string {
  return text.replaceAll("%", "%%");
}

function escaped(text: string): string {
  return percentEscaped(text).replace(/["\\]/g, "\\$&");
}
