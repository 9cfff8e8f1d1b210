import type { Store } from "../core/ports.ts";
import { createAttempt, saveAttempt, saveSubRun, takeOver } from "./attempts.ts";
import { attemptNumbers, highestNumber, namesOfBuilds } from "./builds.ts";
import { claim, markPosted, settle } from "./claims.ts";
import { readDelivery } from "./deliveryfiles.ts";
import { realFileSystem } from "./filesystem.ts";
import type { FileSystem } from "./filesystem.ts";
import { addHistory } from "./history.ts";
import { layoutOf } from "./layout.ts";
import { loadBuild } from "./load.ts";
import { saveLooked } from "./lookup.ts";
import { readCancel, setMarksAside, writeCancel } from "./marks.ts";
import { openAttempts, putOnList, takeOffList } from "./openlist.ts";
import { forget } from "./retention.ts";
import { readTrouble, saveTrouble } from "./trouble.ts";

/** Where a store keeps its files. */
export interface StorePlace {
  readonly stateDir: string;
  readonly fileSystem?: FileSystem;
}

/** The store on disk below `stateDir`; see README.md beside this file for what lies there. */
export function createStore({ stateDir, fileSystem = realFileSystem }: StorePlace): Store {
  const layout = layoutOf(stateDir, fileSystem);
  return {
    openAttempts: () => openAttempts(layout),
    buildNames: () => namesOfBuilds(layout),
    attempts: (build) => attemptNumbers(layout, build),
    nextAttempt: async (build) => (await highestNumber(layout, build)) + 1,
    load: (build, attempt) => loadBuild(layout, build, attempt),
    createAttempt: (attempt) => createAttempt(layout, attempt),
    takeOver: (build, attempt) => takeOver(layout, build, attempt),
    saveAttempt: (attempt, lock) => saveAttempt(layout, attempt, lock),
    saveSubRun: (key, memory, lock) => saveSubRun(layout, key, memory, lock),
    settleAttempt: (build, attempt) => takeOffList(layout, { build, attempt }),
    reopenAttempt: (build, attempt) => putOnList(layout, { build, attempt }),
    cancelMark: (key) => readCancel(layout.fs, layout.scope(key)),
    writeCancel: (key, mark) => writeCancel(layout, key, mark),
    setAside: (key) => setMarksAside(layout, key),
    forget: (build, last, lock) => forget(layout, build, last, lock),
    claim: (key, made) => claim(layout, key, made),
    settle: (key, tryNumber, outcome) => settle(layout, key, tryNumber, outcome),
    looked: (key, looked) => saveLooked(layout, key, looked),
    posted: (key, posted) => markPosted(layout, key, posted),
    delivery: async (key) => (await readDelivery(layout.fs, layout.scope(key))).delivery,
    trouble: () => readTrouble(layout.fs, layout.trouble),
    saveTrouble: (trouble) => saveTrouble(layout.fs, layout.trouble, trouble),
    history: (line) => addHistory(layout.fs, layout.history, line),
  };
}
