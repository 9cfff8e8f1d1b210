import type { HeldLock, LastPass, Locked, Runtime } from "../../src/core/state/runtime.ts";
import type { Clocks } from "./clocks.ts";
import type { Actor } from "./stage.ts";
import { systemError } from "./systemerror.ts";
import { diskFault } from "../../src/store/disk.ts";

/** The runtime directory of one boot: lock, last pass and doorbell. */
export interface RuntimeFolder {
  lock: { readonly owner: Actor; readonly taken: number } | null;
  lastPass: LastPass | null;
  rings: number;
  /** For once the lock lets in whoever asks, as proper-lockfile alone does in a race for a stale one. */
  letsIn: boolean;
}

/** What else a ring does. */
export type OnRing = () => void;

const stale = 30_000;

export function emptyRuntimeFolder(): RuntimeFolder {
  return { lock: null, lastPass: null, rings: 0, letsIn: false };
}

/** The runtime directory as one process sees it. */
export function runtimeOf(actor: Actor, folder: () => RuntimeFolder, clocks: Clocks, onRing: OnRing): Runtime {
  const ask = async (what: string, changes: boolean): Promise<void> => {
    const code = await actor.call({ port: "runtime", what, changes });
    if (code !== null) throw diskFault(systemError(code, what, "/state.run"), changes ? "write" : "read", "/state.run");
  };
  return {
    async withLock<Value>(waitMs: number, work: (lock: HeldLock) => Promise<Value>): Promise<Locked<Value>> {
      const until = clocks.true() + waitMs;
      for (;;) {
        await ask("take the lock", true);
        if (isFree(folder(), clocks)) break;
        if (clocks.true() >= until) return { busy: true };
        await actor.sleepUntil(clocks.true() + 500, "wait for the lock");
      }
      const own = { owner: actor, taken: clocks.true() };
      const shared = folder().letsIn && folder().lock !== null;
      folder().letsIn = false;
      if (!shared) folder().lock = own;
      try {
        return { busy: false, value: await work({ compromised: () => !shared && folder().lock !== own }) };
      } finally {
        await actor.call({ port: "runtime", what: "give the lock back", changes: true });
        if (folder().lock === own) folder().lock = null;
      }
    },
    async lastPass() {
      await ask("read the last pass", false);
      const { lastPass } = folder();
      return lastPass === null ? { seen: "absent" } : { seen: "present", fact: lastPass };
    },
    async saveLastPass(pass) {
      await ask("save the last pass", true);
      folder().lastPass = pass;
    },
    async ringDoorbell() {
      const code = await actor.call({ port: "runtime", what: "ring", changes: true });
      if (code !== null) return false;
      folder().rings += 1;
      onRing();
      return true;
    },
    async drainDoorbell() {
      const code = await actor.call({ port: "runtime", what: "drain the doorbell", changes: true });
      if (code !== null) return false;
      const rang = folder().rings > 0;
      folder().rings = 0;
      return rang;
    },
  };
}

/** A lock goes stale once its holder has given no sign of life for so long: killed, or frozen. */
function isFree({ lock, letsIn }: RuntimeFolder, clocks: Clocks): boolean {
  if (lock === null || letsIn) return true;
  const { owner, taken } = lock;
  const silentSince = owner.killed ? Math.max(taken, owner.killedAt) : owner.frozenUntil > 0 ? owner.frozenAt : null;
  return silentSince !== null && clocks.true() - silentSince > stale;
}
