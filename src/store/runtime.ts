import { randomBytes } from "node:crypto";
import fs from "node:fs/promises";
import { join, resolve } from "node:path";
import { lastPassSchema, lastPassVersion, runtimeDirOf } from "../core/state/runtime.ts";
import type { Runtime } from "../core/state/runtime.ts";
import { realFileSystem } from "./filesystem.ts";
import { withLock } from "./lock.ts";
import { readState } from "./read.ts";
import { sealed } from "./sealed.ts";
import { makeVolatileFolder, replaceVolatileFile } from "./volatile.ts";

/** A bound on the work of one pass; what is left rings again. */
const maxRings = 1_000;

/** The runtime directory that belongs to a state directory. */
export function createRuntime({ stateDir }: { stateDir: string }): Runtime {
  const folder = runtimeDirOf(resolve(stateDir));
  const doorbell = join(folder, "doorbell");
  const lastPass = join(folder, "last-pass.json");
  return {
    withLock: (waitMs, work) => withLock(folder, waitMs, work),
    lastPass: () => readState(realFileSystem, lastPassSchema, lastPassVersion, lastPass),
    saveLastPass: async (pass) => {
      await makeVolatileFolder(folder);
      await replaceVolatileFile(lastPass, sealed(lastPassSchema, pass));
    },
    ringDoorbell: () => ring(doorbell),
    drainDoorbell: () => drain(doorbell),
  };
}

async function ring(doorbell: string): Promise<boolean> {
  try {
    await makeVolatileFolder(doorbell);
    await fs.writeFile(join(doorbell, randomBytes(8).toString("hex")), "", { flag: "wx", mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}

/** Takes in whatever lies there, folders too: an entry that stays would make the path unit start passes for ever. */
async function drain(doorbell: string): Promise<boolean> {
  const rings = await firstNames(doorbell).catch(() => []);
  for (const name of rings) await fs.rm(join(doorbell, name), { recursive: true, force: true }).catch(() => undefined);
  return rings.length > 0;
}

async function firstNames(folder: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { name } of await fs.opendir(folder)) {
    names.push(name);
    if (names.length === maxRings) break;
  }
  return names;
}
