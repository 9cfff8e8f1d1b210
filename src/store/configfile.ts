import fs from "node:fs/promises";
import { parseConfig, type Config } from "../core/config.ts";
import { exitStatus, Fault } from "../core/faults.ts";
import { configFile } from "../core/setup/places.ts";
import { failedWith, systemReason } from "./disk.ts";

/**
 * Reads and checks the configuration. The default file may be absent; one that was named must be there. Throws a
 * `Fault` 78 that lists every fault.
 */
export async function readConfig(named: string | undefined): Promise<Config> {
  const file = named ?? configFile;
  const text = await configText(file);
  if (text === null && named !== undefined) {
    throw new Fault(
      exitStatus.configuration,
      "config-unreadable",
      `${file} is not there; name a file that can be read`,
    );
  }
  const parsed = parseConfig(text === null ? {} : jsonOf(file, text));
  if (parsed.ok) return parsed.value;
  throw new Fault(exitStatus.configuration, "config-invalid", `${file}: ${parsed.faults.join("; ")}; correct it`);
}

/** The text of a configuration file; null if there is none. Throws a `Fault` if it cannot be read. */
export async function configText(file: string): Promise<string | null> {
  try {
    return await fs.readFile(file, "utf8");
  } catch (error) {
    if (failedWith(error, "ENOENT")) return null;
    const status = failedWith(error, "EACCES", "EPERM") ? exitStatus.notPermitted : exitStatus.configuration;
    const cure = status === exitStatus.notPermitted ? "use sudo" : "name a file that can be read";
    throw new Fault(status, "config-unreadable", `${file} cannot be read (${systemReason(error)}); ${cure}`);
  }
}

function jsonOf(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, "")) as unknown;
  } catch {
    throw new Fault(exitStatus.configuration, "config-invalid", `${file} is not valid JSON; correct it`);
  }
}
