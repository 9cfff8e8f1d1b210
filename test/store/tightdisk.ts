import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "../../src/core/faults.ts";
import { createStore } from "../../src/store/store.ts";
import { aClaim, anAttempt, anOutcome, aPosted, keyOf, held } from "./samples.ts";

/** Run on a small file system of its own: prepares a state directory, or tries to write there when it cannot. */
const [, , step, stateDir = ""] = process.argv;
const store = createStore({ stateDir });
const key = keyOf("nightly", 1);

if (step === "prepare") {
  await store.createAttempt(anAttempt("nightly", 1));
  await store.claim(key, aClaim(1));
}
if (step === "fill") fill();
if (step === "write") process.stdout.write(JSON.stringify(await tryAll()));
if (step === "make room") rmSync(join(stateDir, "filling"));

function fill(): void {
  try {
    for (;;) writeFileSync(join(stateDir, "filling"), Buffer.alloc(4_096), { flag: "a" });
  } catch {
    // Full now.
  }
}

async function tryAll(): Promise<{ faults: readonly string[]; files: readonly string[]; tries: number }> {
  const writes = [
    () => store.claim(key, aClaim(2)),
    () => store.settle(key, 1, anOutcome("posted")),
    () => store.posted(key, aPosted),
    () => store.saveAttempt(anAttempt("nightly", 1), held),
    () => store.writeCancel(key, { at: "10:00", reason: null }),
  ];
  const faults: string[] = [];
  for (const write of writes) faults.push(await faultOf(write));
  const files = readdirSync(join(stateDir, "builds/nightly/attempts/1"));
  return { faults, files, tries: (await store.delivery(key)).tries.length };
}

async function faultOf(write: () => Promise<unknown>): Promise<string> {
  try {
    await write();
    return "written";
  } catch (error) {
    return error instanceof Fault
      ? `${error.status} ${error.code} ${error.message.replace(/^.*: /, "")}`
      : String(error);
  }
}
