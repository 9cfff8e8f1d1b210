import assert from "node:assert/strict";
import { test } from "node:test";
import { literalFolder, reporterDir, reporterFolders } from "../../../src/core/files/folders.ts";
import { configOf } from "../samples.ts";

test("the literal beginning of a pattern, whole folders only", () => {
  assert.deepEqual(["xml/{run}.xml", "a/b/{run}/c.xml", "a/b*/c.xml", "{run}.xml", "a/**/x.xml"].map(literalFolder), [
    "xml/",
    "a/b/",
    "a/",
    "",
    "a/",
  ]);
});

test("by default the three reporter directories of a root, each once", () => {
  assert.deepEqual(reporterFolders(configOf(), "/srv/atvm"), [
    "/srv/atvm/cypress/cmcReporter/logs",
    "/srv/atvm/cypress/cmcReporter/xml",
    "/srv/atvm/cypress/cmcReporter/mochawesome",
  ]);
});

test("patterns without a folder of their own stand for the reporter directory", () => {
  const config = configOf({ reporter: { dir: "./out//", logs: ["{run}.log"], xml: ["x/{run}.xml", "{run}.xml"] } });
  assert.equal(reporterDir(config, "/srv/"), "/srv/out");
  assert.deepEqual(reporterFolders(config, "/srv/").slice(0, 2), ["/srv/out", "/srv/out/x"]);
});

test("a reporter directory above its root is refused", () => {
  assert.throws(() => configOf({ reporter: { dir: "../elsewhere" } }), /expected a path below the automation root/);
});
