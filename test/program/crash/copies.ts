import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { startReceiver, type Receiver } from "../../mattermost/receiver.ts";
import type { Ended } from "../dist.ts";
import { startProgram, type Running } from "../program.ts";
import type { Rig } from "../rig.ts";
import { expireLock } from "../scenes.ts";
import { statusShape, type ScopeShape } from "../shapes.ts";
import { temporaryFolder } from "../workplace.ts";
import { oneThread } from "./strace.ts";

/** A rig's state as it was at one moment, gone on with beside a Mattermost of its own. */
export interface Copy {
  readonly build: string;
  readonly receiver: Receiver;
  /** Starts the program on this copy, by another program if one is given. */
  begin(argv: readonly string[], by?: readonly string[]): Running;
  /** The same, and waits for its end. */
  run(argv: readonly string[], by?: readonly string[]): Promise<Ended>;
  /** What `status` tells of the build's scopes. */
  scopes(): Promise<readonly ScopeShape[]>;
  readonly stateDir: string;
  /** The folder of the build's own scope. */
  readonly scopeFolder: string;
  /** The lock's folder. */
  readonly lock: string;
  /** A lock that nobody refreshes can be taken over after 30 seconds: here they have passed. */
  expireLock(): void;
}

/** Copies what a rig's state is now; gone with the test. */
export async function copyOf(context: TestContext, rig: Rig): Promise<Copy> {
  const folder = temporaryFolder(context);
  const stateDir = join(folder, "state");
  for (const end of ["", ".run"])
    cpSync(rig.stateDir + end, stateDir + end, { recursive: true, preserveTimestamps: true });
  const lock = `${stateDir}.run/lock`;
  const receiver = await startReceiver();
  context.after(() => receiver.close());
  const options = ["--config", join(rig.folder, "config.json"), "--state-dir", stateDir];
  const environment = { ...oneThread, MATTERMOST_ATVM_WEBHOOK: receiver.webhook().href };
  const begin = (argv: readonly string[], by: readonly string[] = []): Running =>
    startProgram([...argv, ...options], environment, undefined, by);
  const run = (argv: readonly string[], by: readonly string[] = []): Promise<Ended> => begin(argv, by).ended;
  return {
    build: rig.build,
    receiver,
    begin,
    run,
    async scopes() {
      const { stdout } = await run(["status", rig.build, "--json"]);
      return statusShape.parse(JSON.parse(stdout)).builds.flatMap(({ scopes }) => scopes);
    },
    stateDir,
    scopeFolder: join(stateDir, "builds", rig.build, "attempts", "1"),
    lock,
    expireLock() {
      if (existsSync(lock)) expireLock(stateDir);
    },
  };
}
