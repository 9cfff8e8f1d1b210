import assert from "node:assert/strict";
import { test } from "node:test";
import type { FileSeen, Sources } from "../../src/core/ports.ts";
import { takeInventory } from "../../src/pass/inventory.ts";
import { configOf } from "../core/samples.ts";

test("an older log whose end cannot be told stops the registration: what stands in it would be told of the new run", async () => {
  const stamp = { ino: "1", size: 3, mtimeNs: "1" };
  const log: FileSeen = { path: "logs/nightly.log", kind: "log", stamp };
  const files = { seen: "present", fact: [log] } as const;
  const sourcesWith = (end: Awaited<ReturnType<Sources["logEnd"]>>): Sources =>
    ({ files: () => Promise.resolve(files), logEnd: () => Promise.resolve(end) }) as unknown as Sources;
  const taken = (end: Awaited<ReturnType<Sources["logEnd"]>>) =>
    takeInventory(configOf(), sourcesWith(end), "nightly", "/root/atvm", null);

  assert.deepEqual(await taken({ seen: "unreadable", detail: "EIO" }), {
    seen: "unreadable",
    detail: "logs/nightly.log: EIO",
  });
  const position = { offset: 3, before: "abc" };
  assert.deepEqual(await taken({ seen: "present", fact: position }), {
    seen: "present",
    fact: { leftovers: [{ path: log.path, stamp, position }], counted: 0 },
  });
});
