import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseConfig } from "../../src/core/config.ts";
import { nameFault } from "../../src/core/names.ts";
import { runtimeDirOf } from "../../src/core/state/runtime.ts";
import { realFileSystem } from "../../src/store/filesystem.ts";
import { layoutOf, openEntry } from "../../src/store/layout.ts";
import { keyOf } from "./samples.ts";

test("the runtime directory is under /run for the default state directory, else beside the given one", () => {
  const config = parseConfig({});
  assert.ok(config.ok);
  assert.equal(runtimeDirOf(config.value.stateDir), "/run/atvm-run-watcher");
  assert.equal(runtimeDirOf(`${config.value.stateDir}/`), "/run/atvm-run-watcher");
  assert.equal(runtimeDirOf("/srv/atvm/"), "/srv/atvm.run");
});

test("every scope has a folder of its own, and none lies outside the attempt's", () => {
  const name = fc.string({ minLength: 1, unit: "grapheme" }).filter((text) => nameFault(text) === undefined);
  const layout = layoutOf("/state", realFileSystem);
  fc.assert(
    fc.property(name, name, (build, group) => {
      const folder = layout.scope(keyOf(build, 3, group));
      assert.equal(folder, `/state/builds/${build}/attempts/3/subruns/${group}`);
    }),
  );
});

test("a name that would lead elsewhere gets no path", () => {
  const layout = layoutOf("/state", realFileSystem);
  for (const name of ["..", ".", "a/b", "", "a\u0000b"]) {
    assert.throws(() => layout.build(name), /the name /);
    assert.throws(() => layout.scope(keyOf("nightly", 1, name)), /the name /);
    assert.throws(() => openEntry(name, 1), /the name /);
  }
});
