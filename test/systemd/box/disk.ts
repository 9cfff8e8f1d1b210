import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { usualPath } from "./host.ts";

/** Units of the machine itself that a box is better without: consoles, log-ins, and what would reach into its kernel. */
const unwanted = [
  "console-getty.service",
  "getty.target",
  "systemd-logind.service",
  "tmp.mount", // a box has a /tmp of its own
  "dev-hugepages.mount",
  "proc-sys-fs-binfmt_misc.automount",
  "sys-fs-fuse-connections.mount",
  "sys-kernel-config.mount",
  "sys-kernel-debug.mount",
  "sys-kernel-tracing.mount",
];

const unitFolder = "/etc/systemd/system";

/** What the packages of this machine want to be started by every systemd; `timers.target.wants` below /etc is hidden anyway. */
const timers = ["/usr/lib/systemd/system/timers.target.wants", "/lib/systemd/system/timers.target.wants"];

/** Fills the upper layer of a disk, so that a bare systemd boots from it and the paths in `hide` are not there. */
export function fillDisk(upper: string, hide: readonly string[]): void {
  write(upper, "/etc/machine-id", `${randomUUID().replaceAll("-", "")}\n`);
  write(upper, "/etc/fstab", "");
  write(upper, "/etc/hosts", "127.0.0.1 localhost\n::1 localhost\n");
  write(upper, "/etc/systemd/journald.conf.d/box.conf", "[Journal]\nStorage=persistent\n");
  for (const unit of unwanted) mask(upper, join(unitFolder, unit));
  mask(upper, "/etc/systemd/system-generators/systemd-sysv-generator");
  const enabled = entries(unitFolder).filter((name) => /\.(wants|requires)$/.test(name));
  const hidden = [...enabled.map((name) => join(unitFolder, name)), ...timers, "/var/log/journal", ...hide];
  for (const path of new Set(hidden.flatMap(realPath))) putWhiteout(upper, path);
}

/** The files of this machine that are Node or come with it, as far as the usual path leads to them. */
export function machineNode(): readonly string[] {
  const names = ["node", "nodejs", "npm", "npx", "corepack"];
  return usualPath.split(":").flatMap((folder) => names.map((name) => join(folder, name)));
}

/** Where something really is; nowhere if this machine does not have it. A link itself is hidden, not what it leads to. */
function realPath(path: string): readonly string[] {
  if (!entries(dirname(path)).includes(basename(path))) return [];
  return [join(realpathSync(dirname(path)), basename(path))];
}

/** That is how an overlay remembers a deleted file or folder. */
function putWhiteout(upper: string, path: string): void {
  if (existsSync(join(upper, path))) throw new Error(`${path} cannot be hidden: a box has files of its own there`);
  makeFolder(upper, dirname(path));
  execFileSync("mknod", [join(upper, path), "c", "0", "0"]);
}

function write(upper: string, path: string, content: string): void {
  makeFolder(upper, dirname(path));
  writeFileSync(join(upper, path), content);
}

function mask(upper: string, path: string): void {
  makeFolder(upper, dirname(path));
  symlinkSync("/dev/null", join(upper, path));
}

/** A folder of the upper layer decides for the one below it who may do what there: it has to be like that one. */
function makeFolder(upper: string, path: string): void {
  if (existsSync(join(upper, path))) return;
  makeFolder(upper, dirname(path));
  const { mode, uid, gid } = existsSync(path) ? statSync(path) : { mode: 0o755, uid: 0, gid: 0 };
  mkdirSync(join(upper, path));
  chownSync(join(upper, path), uid, gid);
  // Not by mkdir, which heeds the umask.
  chmodSync(join(upper, path), mode & 0o7777);
}

function entries(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
