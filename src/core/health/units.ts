import type { Watchable } from "../setup/dropins.ts";
import { timerInterval } from "../defaults.ts";
import { units } from "../setup/places.ts";
import type { Moment } from "../time.ts";
import type { Seen } from "../words.ts";
import { fault, fine, note, warning, type Finding } from "./finding.ts";

/** One unit as `systemctl show` tells of it. */
export interface Unit {
  /** `loaded`, `not-found`, `masked`, `error`, `bad-setting`. */
  readonly load: string;
  /** `enabled`, `disabled`, `static`, `masked`, …; empty where it is not installed. */
  readonly file: string;
  /** `active`, `activating`, `inactive`, `failed`, … */
  readonly active: string;
  /** `waiting`, `running`, … */
  readonly sub: string;
  /** `success`, `exit-code`, `timeout`, `unit-start-limit-hit`, … */
  readonly result: string;
  /** Its unit file, empty if there is none. */
  readonly fragment: string;
  readonly needsReload: boolean;
  /** Of the path unit: what it watches, and how (`PathChanged`, …). */
  readonly watches: readonly { readonly path: string; readonly how: string }[];
  /** Of the timer: when it starts the next pass, as systemd writes it, in UTC; empty if it does not. */
  readonly next: string;
  /** Of the service: the command it starts, its words joined. */
  readonly command: string;
  /** Of the service: how long a pass may take, `infinity` for ever. */
  readonly timeout: string;
  /** Of the service: the time in which its starts are counted, as systemd writes it; `0` if they are not. */
  readonly startLimit: string;
  /** Of the service: it has a /tmp and a /var/tmp of its own. */
  readonly ownTmp: boolean;
}

export type UnitTable = Readonly<Record<keyof typeof units, Unit>>;

/** What the units have to agree with. */
export interface ExpectedUnits extends Watchable {
  readonly doorbell: string;
  readonly command: string;
}

const install = "install it again (scripts/install, or the package)";

/** Whether path, timer and service are installed, enabled, active, not failed, and say what the configuration says. */
export function unitFindings(seen: Seen<UnitTable>, expected: ExpectedUnits, now: Moment | null): readonly Finding[] {
  if (seen.seen !== "present") {
    const detail = seen.seen === "absent" ? "there is no systemctl" : seen.detail;
    return [fault("units", `could not look at the units: ${detail}`, "run doctor on the controller itself, with sudo")];
  }
  const { path, timer, service } = seen.fact;
  return [
    ...starterFindings(units.path, path),
    ...starterFindings(units.timer, timer),
    ...serviceFindings(service, expected),
    ...watchFindings(path, expected),
    ...timerFindings(timer, now),
    ...[path, timer, service].flatMap(shadowFindings),
  ];
}

/** The path unit and the timer: what starts passes. */
function starterFindings(name: string, unit: Unit): readonly Finding[] {
  const missing = loadFindings(name, unit);
  if (missing.length > 0) return missing;
  const found: Finding[] = [];
  if (unit.file !== "enabled") {
    found.push(
      fault(
        "units",
        `${name} is ${unit.file}: after the next boot it starts no pass`,
        `sudo systemctl enable --now ${name}`,
      ),
    );
  }
  if (unit.active === "failed") {
    const cure = `sudo systemctl reset-failed ${name} && sudo systemctl restart ${name}`;
    found.push(fault("units", `${name} has failed (${unit.result}) and starts no pass`, cure));
  } else if (unit.active !== "active") {
    found.push(fault("units", `${name} is ${unit.active} and starts no pass`, `sudo systemctl start ${name}`));
  }
  return found.length > 0 ? found : [fine("units", `${name} is enabled and active`)];
}

function serviceFindings(unit: Unit, { command }: ExpectedUnits): readonly Finding[] {
  const missing = loadFindings(units.service, unit);
  if (missing.length > 0) return missing;
  const found: Finding[] = [];
  const amiss = (text: string): void => {
    found.push(warning("units", `${units.service} ${text}`, `take that out of its drop-ins, or ${install}`));
  };
  if (unit.command !== command) amiss(`starts ${unit.command}, not ${command}`);
  if (unit.timeout === "infinity") amiss("has no time-out: a pass that hangs would be the last");
  if (unit.startLimit !== "0") amiss("has a start limit: a storm of file events would end the watching for good");
  if (unit.active === "failed") {
    const cure = "journalctl -t atvm-run-watcher -n 20 says why; the next pass that succeeds clears it";
    return [...found, warning("units", `the last pass failed (${unit.result})`, cure)];
  }
  return found.length > 0 ? found : [fine("units", `${units.service} is installed and has not failed`)];
}

function loadFindings(name: string, { load, needsReload }: Unit): readonly Finding[] {
  if (load === "not-found") return [fault("units", `${name} is not installed`, install)];
  if (load === "masked") return [fault("units", `${name} is masked`, `sudo systemctl unmask ${name}`)];
  if (load !== "loaded")
    return [fault("units", `${name} cannot be loaded (${load})`, `systemctl status ${name} says why`)];
  if (!needsReload) return [];
  return [warning("units", `${name} was changed on disk and is not loaded anew`, "sudo systemctl daemon-reload")];
}

function watchFindings({ load, watches }: Unit, expected: ExpectedUnits): readonly Finding[] {
  if (load !== "loaded") return [];
  const wanted = [...expected.watched, expected.doorbell];
  const has = (path: string): boolean => watches.some((watch) => watch.path === path && watch.how === "PathChanged");
  const lacks = wanted.filter((path) => !has(path));
  const extra = watches.filter(({ path, how }) => how !== "PathChanged" || !wanted.includes(path));
  if (lacks.length === 0 && extra.length === 0) {
    return [...wanted.map((path) => fine("watched", path)), ...expected.unwatched.map(unwatchedFinding)];
  }
  const differences = [
    ...(lacks.length === 0 ? [] : [`it does not watch ${lacks.join(", ")}`]),
    ...(extra.length === 0 ? [] : [`it watches ${extra.map(({ path, how }) => `${path} (${how})`).join(", ")}`]),
  ];
  return [
    fault(
      "watched",
      `${units.path} is not as the configuration says: ${differences.join(", and ")}`,
      "sudo atvm-run-watcher setup writes into the unit what config.json says",
    ),
  ];
}

function unwatchedFinding({ folder, type }: Watchable["unwatched"][number]): Finding {
  return note(
    "watched",
    `${folder} lies on ${type}: not watched, since a server that does not answer would stop systemd; the timer looks there`,
  );
}

function timerFindings({ active, sub, next }: Unit, now: Moment | null): readonly Finding[] {
  if (active !== "active") return [];
  if (sub === "running") return [fine("timer", "it has just started a pass")];
  if (next === "") return [warning("timer", "it names no next pass", `sudo systemctl restart ${units.timer}`)];
  if (now !== null && momentOf(next) - Date.parse(now.at) > 3 * timerInterval) {
    const text = `it starts no pass before ${next}: what makes no file event waits so long`;
    return [warning("timer", text, `take OnCalendar= out of its drop-ins, or ${install}`)];
  }
  return [fine("timer", `the next pass at the latest: ${next}`)];
}

/** `Wed 2026-11-25 21:29:00 UTC`, in Unix milliseconds; NaN for what is written in another way. */
function momentOf(next: string): number {
  const [, day, time] = /^\w+ (\S+) (\S+) UTC$/.exec(next) ?? [];
  return Date.parse(`${day}T${time}Z`);
}

/** A unit file of an administrator's own takes the place of the installed one, whatever is installed later. */
function shadowFindings({ fragment }: Unit): readonly Finding[] {
  if (fragment === "" || /^(?:\/usr)?\/lib\/systemd\/system\//.test(fragment)) return [];
  return [
    note(
      "units",
      `${fragment} takes the place of the installed unit file, also after an upgrade`,
      `if that is not meant: remove it, then sudo systemctl daemon-reload`,
    ),
  ];
}
