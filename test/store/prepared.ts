import { join } from "node:path";
import type { TestContext } from "node:test";
import type { Store, StoredBuild } from "../../src/core/ports.ts";
import { createStore } from "../../src/store/store.ts";
import { aClaim, anAttempt, aSubRun, freshDir, keyOf, held } from "./samples.ts";

/** A state directory with an attempt of "nightly" and its sub-run "linux", both with a try. */
export async function prepared(t: TestContext): Promise<{ store: Store; folder: string }> {
  const stateDir = freshDir(t);
  const store = createStore({ stateDir });
  await store.createAttempt(anAttempt("nightly", 1));
  await store.saveSubRun(keyOf("nightly", 1, "linux"), aSubRun("linux"), held);
  for (const group of [null, "linux"]) await store.claim(keyOf("nightly", 1, group), aClaim(1));
  return { store, folder: join(stateDir, "builds/nightly/attempts/1") };
}

/** The damage found, each with its path in the attempt's folder. */
export function problems(stored: StoredBuild): readonly string[] {
  return stored.damage.map(({ file, detail }) => `${file.replace("builds/nightly/attempts/1", "…")} ${detail}`);
}
