import { units as names } from "../setup/places.ts";
import type { Unit, UnitTable } from "./units.ts";

/** The properties that `systemctl show` is to tell of each unit. */
export const shownProperties = [
  ...["Id", "LoadState", "UnitFileState", "ActiveState", "SubState", "Result", "FragmentPath", "NeedDaemonReload"],
  ...["Paths", "NextElapseUSecRealtime", "ExecStart", "TimeoutStartUSec", "StartLimitIntervalUSec", "PrivateTmp"],
].join(",");

/** What `systemctl show` told of path, timer and service: a block of `Name=value` lines for each, in any order. */
export function shownUnits(text: string): UnitTable {
  const blocks = text.trim().split("\n\n").map(propertiesOf);
  const of = (name: string): Unit => unitOf(blocks.find((block) => block("Id")[0] === name) ?? (() => []));
  return { path: of(names.path), timer: of(names.timer), service: of(names.service) };
}

type Properties = (name: string) => readonly string[];

/** A property may stand there several times, as `Paths` does. */
function propertiesOf(block: string): Properties {
  const lines = block.split("\n").map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]);
  return (name) => lines.flatMap(([key, value = ""]) => (key === name ? [value] : []));
}

function unitOf(of: Properties): Unit {
  const one = (name: string): string => of(name)[0] ?? "";
  return {
    load: one("LoadState"),
    file: one("UnitFileState"),
    active: one("ActiveState"),
    sub: one("SubState"),
    result: one("Result"),
    fragment: one("FragmentPath"),
    needsReload: one("NeedDaemonReload") === "yes",
    watches: of("Paths").flatMap(watchOf),
    next: one("NextElapseUSecRealtime"),
    command: /\bargv\[\]=(.*?) ; ignore_errors=/.exec(one("ExecStart"))?.[1] ?? "",
    timeout: one("TimeoutStartUSec"),
    startLimit: one("StartLimitIntervalUSec"),
    ownTmp: one("PrivateTmp") === "yes",
  };
}

/** `/some/dir (PathChanged)`. */
function watchOf(text: string): Unit["watches"] {
  const [, path, how] = /^(.*) \((\w+)\)$/.exec(text) ?? [];
  return path === undefined || how === undefined ? [] : [{ path, how }];
}
