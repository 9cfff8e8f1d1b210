import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import type { Ran } from "./enter.ts";
import type { RunOptions } from "./inside.ts";

export type Run = (command: string, argv?: readonly string[], options?: RunOptions) => Promise<Ran>;

/** What is done in a box by running commands there; each rejects if the command fails. */
export interface Tools {
  /** Runs a script by `sh -eu`; its standard output. */
  shell(script: string, options?: RunOptions): Promise<string>;
  /** Copies a file to this path, or what is in a folder into this one; everything belongs to root then. */
  copyIn(hostPath: string, boxPath: string): Promise<void>;
  /** Writes a file, and makes the folders it lies in. */
  write(path: string, content: string): Promise<void>;
  read(path: string): Promise<string>;
  /** The messages of one SyslogIdentifier, of all boots, oldest first. By unit, some would be missing in namespaces. */
  journal(identifier: string): Promise<readonly string[]>;
  /** What `systemctl show` tells of a unit; where a property comes several times, a line each. */
  unit(name: string): Promise<Readonly<Record<string, string>>>;
}

/** The largest folder that can be copied in, as a tar archive. */
const maxBuffer = 1024 ** 3;

const installing = 'mkdir -p "$(dirname "$1")"; rm -f "$1"; cat >"$1"; chmod "$2" "$1"';

export function toolsOver(run: Run): Tools {
  const ok = async (command: string, argv: readonly string[], options?: RunOptions): Promise<string> => {
    const { status, stdout, stderr } = await run(command, argv, options);
    if (status !== 0) throw new Error(`status ${status} of ${[command, ...argv].join(" ")}\n${stdout}${stderr}`);
    return stdout;
  };
  const install = async (path: string, mode: number, input: string | Buffer): Promise<void> => {
    await ok("sh", ["-eu", "-c", installing, "sh", path, mode.toString(8)], { input });
  };
  return {
    shell: (script, options) => ok("sh", ["-eu", "-c", script], options),
    write: (path, content) => install(path, 0o644, content),
    read: (path) => ok("cat", ["--", path]),
    async copyIn(hostPath, boxPath) {
      const { mode } = await stat(hostPath);
      if ((await stat(hostPath)).isFile()) return install(boxPath, mode & 0o7777, await readFile(hostPath));
      const archive = await promisify(execFile)("tar", ["-C", hostPath, "-cf", "-", "."], {
        maxBuffer,
        encoding: "buffer",
      });
      await ok("mkdir", ["-p", boxPath]);
      await ok("tar", ["-C", boxPath, "--no-same-owner", "-xf", "-"], { input: archive.stdout });
    },
    async journal(identifier) {
      // What was sent but not yet read by journald is waited for.
      await ok("journalctl", ["--sync"]);
      const messages = await ok("journalctl", ["-t", identifier, "-o", "cat", "-q", "--no-pager"]);
      return messages.split("\n").slice(0, -1);
    },
    unit: async (name) => properties(await ok("systemctl", ["show", "--all", "--", name])),
  };
}

function properties(shown: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const line of shown.split("\n")) {
    const [, name, value = ""] = /^(\w+)=(.*)$/.exec(line) ?? [];
    if (name === undefined) continue;
    found[name] = name in found ? `${found[name]}\n${value}` : value;
  }
  return found;
}
