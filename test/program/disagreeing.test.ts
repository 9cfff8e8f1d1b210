import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pass } from "./passes.ts";
import { explain } from "./reads.ts";
import { makeRig } from "./rig.ts";

test("inspect and explain tell of a report whose summary counts otherwise than the tests in it", async (context) => {
  const rig = await makeRig(context);
  await rig.ok("start", rig.build, "--machines", "alpha,beta");
  const [xml, json] = [`xml/${rig.build}/alpha.xml`, `mochawesome/${rig.build}/beta.json`];
  rig.report(xml, `<testsuites tests="3" failures="2"><testsuite><testcase name="a"/></testsuite></testsuites>`);
  const results = [{ suites: [], tests: [{ title: "a", state: "passed" }] }];
  rig.report(json, JSON.stringify({ stats: { passes: 7, failures: 0 }, results }));
  await pass(rig);
  const ofXml = "its summary counts 3 tests, 2 failed; the tests listed in it, which count, are 1, 0 failed";
  const ofJson =
    "its stats count 7 passed, 0 failed; the tests and hooks listed in it, which count, are 1 passed, 0 failed";
  const explained = await explain(rig);
  assert.ok(explained.includes(`${xml} (alpha): 1 test, 0 failed, 0 skipped; ${ofXml}\n`), explained);
  assert.ok(explained.includes(`${json} (beta): 1 test, 0 failed, 0 skipped; ${ofJson}\n`), explained);
  const reporter = join(rig.root, "cypress/cmcReporter");
  const inspected = await rig.ok("inspect", join(reporter, xml), join(reporter, json));
  for (const words of [ofXml, ofJson]) assert.ok(inspected.includes(`  ${words}\n`), inspected);
});
