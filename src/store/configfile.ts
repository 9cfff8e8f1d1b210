import fs from "node:fs/promises";
import { parseConfig, type Config } from "../core/config.ts";
import { exitStatus, Fault } from "../core/faults.ts";
import { failedWith, systemReason } from "./disk.ts";

const defaultConfigFile = "/etc/atvm-run-watcher/config.json";

/**
 * Reads and checks the configuration. The default file may be absent; one that was named must be there. Throws a
 * `Fault` 78 that lists every fault.
 */
export async function readConfig(named: string | undefined): Promise<Config> {
  const file = named ?? defaultConfigFile;
  const parsed = parseConfig(await jsonOf(file, named !== undefined));
  if (parsed.ok) return parsed.value;
  throw new Fault(exitStatus.configuration, "config-invalid", `${file}: ${parsed.faults.join("; ")}; correct it`);
}

async function jsonOf(file: string, mustExist: boolean): Promise<unknown> {
  let text: string;
  try {
    text = await fs.readFile(file, "utf8");
  } catch (error) {
    if (failedWith(error, "ENOENT") && !mustExist) return {};
    const status = failedWith(error, "EACCES", "EPERM") ? exitStatus.notPermitted : exitStatus.configuration;
    const cure = status === exitStatus.notPermitted ? "use sudo" : "name a file that can be read";
    throw new Fault(status, "config-unreadable", `${file} cannot be read (${systemReason(error)}); ${cure}`);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, "")) as unknown;
  } catch {
    throw new Fault(exitStatus.configuration, "config-invalid", `${file} is not valid JSON; correct it`);
  }
}
