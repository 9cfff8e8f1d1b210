import assert from "node:assert/strict";
import { test } from "node:test";
import { globSync } from "glob";

// All tests that touch no disk, in one process: to start one for each of their files takes longer than they do.
const files = globSync("{commands,core,pass}/**/*.test.ts", { cwd: import.meta.dirname });

// A test begins at once unless another runs, and one that is declared amid a module cannot do without the rest of it.
let load = (): void => undefined;
const loaded = new Promise<void>((resolve) => (load = resolve));
test("the tests of what touches no disk are loaded", async () => {
  await loaded;
  assert.ok(files.length > 0);
});
for (const file of files.toSorted()) await import(`./${file}`);
load();
