import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { boxScript, findSystemd, usualPath } from "./host.ts";

/** What a box asks of the machine it is booted on. */
export interface Machine {
  readonly platform: string;
  readonly uid: number | undefined;
  readonly systemd: string | undefined;
  readonly has: (program: string) => boolean;
  /** Makes everything that a boot begins with and takes it away again: what the machine says against it, if anything. */
  readonly trial: () => string | undefined;
}

const programs: Readonly<Record<string, readonly string[]>> = {
  "util-linux": ["unshare", "nsenter", "setpriv", "pivot_root"],
  mount: ["mount", "umount"],
  systemd: ["systemctl", "journalctl"],
};

/** One sentence that names what is missing for a box on a machine; undefined if nothing is. */
export function missingOn({ platform, uid, systemd, has, trial }: Machine): string | undefined {
  if (platform !== "linux") return `a systemd boots on Linux only, and this is ${platform}`;
  if (uid !== 0) return "only root can boot a systemd in namespaces: run the tests as root";
  if (systemd === undefined) return "there is no systemd here to boot: install the package systemd";
  for (const [name, needed] of Object.entries(programs)) {
    const lacking = needed.filter((program) => !has(program));
    if (lacking.length > 0) return `there is no ${lacking.join(", ")} here: install the package ${name}`;
  }
  const objection = trial();
  return objection === undefined ? undefined : `this machine lets no systemd boot in namespaces: ${objection}`;
}

let known: { readonly missing: string | undefined } | undefined;

/** The same for this machine. */
export function boxMissing(): string | undefined {
  known ??= {
    missing: missingOn({ platform: process.platform, uid: process.geteuid?.(), systemd: findSystemd(), has, trial }),
  };
  return known.missing;
}

function has(program: string): boolean {
  return usualPath.split(":").some((folder) => existsSync(join(folder, program)));
}

function trial(): string | undefined {
  const { status, stderr, error } = spawnSync("unshare", ["--mount", "--net", "--", ...boxScript("try")], {
    env: { PATH: usualPath },
    encoding: "utf8",
    timeout: 30_000,
  });
  if (status === 0) return undefined;
  const [said = ""] = stderr.split("\n");
  return said === "" ? (error?.message ?? `status ${status}`) : said;
}
