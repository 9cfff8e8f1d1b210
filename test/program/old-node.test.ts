import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { manifest, runDist } from "./dist.ts";
import { workplace } from "./workplace.ts";

const junit = `<?xml version="1.0"?>
<testsuites><testsuite name="s" tests="1"><testcase name="t" classname="c"/></testsuite></testsuites>
`;

test("a build is registered and looked at by the oldest Node that package.json admits", (context) => {
  const node = oldNode(context, "node-oldest", "20.0.0");
  if (node === undefined) return;
  assert.equal(manifest.engines.node, ">=20.0.0");
  const { folder, options, report } = workplace(context);
  assert.equal(runDist(["start", "nightly", ...options], { node }).status, 0);
  report("xml/nightly/alpha.xml", junit);
  const { status, stderr } = runDist(["reconcile", ...options], { node });
  assert.deepEqual({ status, bug: /bug|Error/.exec(stderr) }, { status: 78, bug: null }, stderr);
  const state = readFileSync(join(folder, "state/builds/nightly/attempts/1/state.json"), "utf8");
  assert.match(state, /"path":\s*"xml\/nightly\/alpha\.xml"/);
  assert.match(state, /"final":\s*true/);
});

for (const [folder, version] of [
  ["node-4", "4.9.1"],
  ["node-18", "18.20.8"],
] as const) {
  test(`Node ${version} is told in one line that it is too old, and what to do`, (context) => {
    const node = oldNode(context, folder, version);
    if (node === undefined) return;
    const { status, stdout, stderr } = runDist(["reconcile"], { node });
    assert.deepEqual({ status, stdout }, { status: 78, stdout: "" });
    assert.match(stderr, /^atvm-run-watcher: node-too-old: needs Node 20 or newer, this is [\d.]+; install [^\n]+\n$/);
    assert.ok(stderr.includes(` ${version};`));
  });
}

/** The Node that scripts/test installed; npm offers these binaries for Linux on x64 alone. */
function oldNode(context: TestContext, name: string, version: string): string | undefined {
  const path = fileURLToPath(new URL(`./old-nodes/node_modules/${name}/bin/node`, import.meta.url));
  if (existsSync(path)) return path;
  const why = `there is no Node ${version} at ${path}: run scripts/test program once`;
  const possible = process.platform === "linux" && process.arch === "x64";
  if (possible || process.env["CI"] !== undefined) assert.fail(why);
  context.skip(why);
  return undefined;
}
