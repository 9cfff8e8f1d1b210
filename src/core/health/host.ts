import type { Seen } from "../words.ts";
import { fault, fine, note, warning, type Finding } from "./finding.ts";

/** Who holds pid 1 in the PID namespace that this program sees. */
export interface FirstProcess {
  /** The name of pid 1, as the kernel keeps it. */
  readonly name: string;
  /** The namespace is the one the kernel booted with. */
  readonly initial: boolean;
}

/** The file system a folder lies on. */
export interface Space {
  readonly freeBytes: number;
  readonly freeInodes: number;
  readonly writable: boolean;
}

const lowBytes = 100 * 1024 * 1024;
const tooFewBytes = 5 * 1024 * 1024;
const tooFewInodes = 100;

/** Whether processes, and with them runners, can be seen at all. */
export function processFindings(
  processes: Seen<{ readonly count: number }>,
  bootId: Seen<string>,
  first: Seen<FirstProcess>,
): readonly Finding[] {
  return [processTable(processes), boot(bootId), ...namespace(first)];
}

function processTable(processes: Seen<{ readonly count: number }>): Finding {
  if (processes.seen === "present") return fine("processes", `${processes.fact.count} are visible, pid 1 among them`);
  const detail = processes.seen === "absent" ? "there are none" : processes.detail;
  return fault(
    "processes",
    `the processes cannot be looked at: ${detail}`,
    "install procps, mount /proc without hidepid, or run it as root",
  );
}

function boot(bootId: Seen<string>): Finding {
  if (bootId.seen === "present") return fine("boot", `the boot id can be read`);
  const cure = "make /proc/sys/kernel/random/boot_id readable, as by dropping ProcSubset=pid from the unit";
  return fault(
    "boot",
    `the boot id cannot be read (${bootId.seen === "absent" ? "it is not there" : bootId.detail})`,
    cure,
  );
}

/** In a PID namespace without a systemd of its own the runners of the host are not seen. */
function namespace(first: Seen<FirstProcess>): readonly Finding[] {
  if (first.seen !== "present") return [];
  const { initial, name } = first.fact;
  if (initial || name === "systemd" || name === "init") return [];
  return [
    fault(
      "namespace",
      `pid 1 is ${name}: this is a PID namespace of its own, in which the runners of the host are not seen`,
      "run it on the host, not in a container",
    ),
  ];
}

/** Whether state can be kept; `what` names the folder's purpose. */
export function spaceFinding(what: string, path: string, space: Seen<Space>): Finding {
  if (space.seen === "absent") return note(what, `${path} is not there yet; the first pass makes it`);
  if (space.seen === "unreadable") return warning(what, `${path} cannot be looked at: ${space.detail}`, "use sudo");
  const { freeBytes, freeInodes, writable } = space.fact;
  if (!writable) return fault(what, `${path} cannot be written to`, "make that file system writable, or use sudo");
  const free = `${Math.floor(freeBytes / 1024 / 1024)} MiB`;
  if (freeBytes < tooFewBytes || freeInodes < tooFewInodes) {
    return fault(
      what,
      `${path} has ${free} and ${freeInodes} files left: without a claim on disk nothing is posted`,
      "make room on that disk",
    );
  }
  if (freeBytes < lowBytes) return warning(what, `${path} has ${free} left`, "make room on that disk");
  return fine(what, `${path} is writable, ${free} free`);
}

/** Settings of the units that older releases of systemd do not know, and what they do without them. */
const newerSettings: readonly (readonly [since: number, setting: string])[] = [
  [242, "ProtectHostname="],
  [244, "ProtectKernelLogs="],
  [245, "ProtectClock="],
  [247, "LoadCredential="],
  [250, "TriggerLimitIntervalSec="],
];

/** What the running systemd lacks; nothing depends on it. */
export function systemdFinding(version: Seen<number>): Finding {
  if (version.seen !== "present") return note("systemd", "its version cannot be told");
  const lacks = newerSettings.filter(([since]) => version.fact < since).map(([, setting]) => setting);
  if (lacks.length === 0) return fine("systemd", `version ${version.fact}`);
  return note(
    "systemd",
    `version ${version.fact} ignores ${lacks.join(", ")}: these harden or speed up, nothing depends on them`,
  );
}
