import assert from "node:assert/strict";
import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ageOf, folder, space } from "../../src/host/folders.ts";
import { temporaryFolder } from "../program/workplace.ts";

test("a directory is seen; a file in its place is not one; what is missing is missing", async (context) => {
  const dir = temporaryFolder(context);
  writeFileSync(join(dir, "file"), "");
  assert.deepEqual(await folder(dir), { seen: "present", fact: null });
  assert.deepEqual(await folder(join(dir, "file")), { seen: "unreadable", detail: "it is not a directory" });
  assert.deepEqual(await folder(join(dir, "missing")), { seen: "absent" });
});

test("the space of a file system is told, and whether it may be written to", async (context) => {
  const seen = await space(temporaryFolder(context));
  assert.ok(seen.seen === "present" && seen.fact.writable);
  assert.ok(seen.fact.freeBytes > 0 && seen.fact.freeInodes > 0);
  // File systems without a fixed number of files say that they have none.
  const virtual = await space("/proc");
  assert.ok(virtual.seen === "present" && virtual.fact.freeInodes > 0);
  assert.deepEqual(await space("/no/such/folder"), { seen: "absent" });
});

test("how long ago something was changed", async (context) => {
  const file = join(temporaryFolder(context), "file");
  writeFileSync(file, "");
  utimesSync(file, 1_000, 1_000);
  assert.deepEqual(await ageOf(file, 1_005_000), { seen: "present", fact: 5_000 });
  assert.deepEqual(await ageOf(`${file}.missing`, 0), { seen: "absent" });
});
