import assert from "node:assert/strict";
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import * as z from "zod";
import { configSchema } from "../../src/core/config.ts";
import { channelId, readerToken } from "../mattermost/world.ts";
import { green, junit } from "./artifacts.ts";
import { dist, entry, manifest, runDist } from "./dist.ts";
import { untilSettled } from "./passes.ts";
import { startProgram } from "./program.ts";
import { makeRig } from "./rig.ts";
import { dueRun } from "./scenes.ts";
import { temporaryFolder, workplace } from "./workplace.ts";

test("dist/ alone is the whole program", (context) => {
  const folder = temporaryFolder(context);
  cpSync(dist, folder, { recursive: true });
  const { status, stdout, stderr } = runDist(["--help"], { folder });
  assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
  assert.match(stdout, /atvm-run-watcher reconcile/);
});

test("the entry alone answers --version", (context) => {
  const ended = runDist(["--version"], { folder: entryAlone(context) });
  assert.deepEqual(ended, { status: 0, stdout: `${manifest.version}\n`, stderr: "" });
});

test("a pass with no open build loads what is common to all commands, and no more", async (context) => {
  const folder = onlyParts(context, "base.cjs", "cli.cjs", "rolldown-runtime.cjs");
  const ended = await startProgram(["reconcile", ...workplace(context).options], {}, folder).ended;
  assert.deepEqual(ended, { status: 0, stdout: "", stderr: "" });
});

test("a pass that finds nothing new loads nothing that reads reports, writes the journal or posts", async (context) => {
  const rig = await makeRig(context);
  const runner = await rig.runner("whatever");
  await rig.ok("start", rig.build, "--machines", "alpha,beta", "--pid", String(runner.pid));
  rig.report(`xml/${rig.build}/alpha.xml`, junit(green));
  await untilSettled(rig);
  const looking = ["files.cjs", "processes.cjs", "reading.cjs"];
  const folder = onlyParts(context, "base.cjs", "cli.cjs", "rolldown-runtime.cjs", ...looking);
  const options = ["--config", join(rig.folder, "config.json"), "--state-dir", rig.stateDir];
  const webhook = { MATTERMOST_ATVM_WEBHOOK: rig.receiver.webhook().href };
  const ended = await startProgram(["reconcile", ...options], webhook, folder).ended;
  assert.deepEqual(ended, { status: 0, stdout: "", stderr: "" });
});

test("a pass that posts loads nothing that looks into the channel, though it could", async (context) => {
  const rig = await makeRig(context);
  rig.configure({ mattermost: { api: { url: rig.receiver.url, channelId } } });
  await dueRun(rig);
  const folder = onlyParts(context, ...readdirSync(join(dist, "program")).filter((name) => name !== "lookup.cjs"));
  const options = ["--config", join(rig.folder, "config.json"), "--state-dir", rig.stateDir];
  const secrets = { MATTERMOST_ATVM_WEBHOOK: rig.receiver.webhook().href, MATTERMOST_ATVM_TOKEN: readerToken };
  assert.equal((await startProgram(["reconcile", ...options], secrets, folder).ended).status, 0);
  assert.equal(rig.receiver.posts.length, 1);
});

test("a broken package.json in the working directory does not silence the journal", (context) => {
  const { folder, options } = workplace(context);
  writeFileSync(join(folder, "package.json"), "{ broken");
  assert.equal(runDist(["start", "nightly", ...options], { cwd: folder }).status, 0);
  assert.match(runDist(["reconcile", ...options], { cwd: folder }).stderr, /nightly: monitoring/);
});

test("dist/ carries the licence texts of all runtime packages", () => {
  const text = readFileSync(join(dist, "THIRD-PARTY-LICENSES.txt"), "utf8");
  for (const [name, version] of Object.entries(manifest.dependencies)) assert.ok(text.includes(`${name} ${version} (`));
});

test("dist/ carries the schema of the configuration, which knows every key and no other", () => {
  const schema: unknown = JSON.parse(readFileSync(join(dist, "config.schema.json"), "utf8"));
  const { properties, additionalProperties } = z
    .looseObject({ properties: z.record(z.string(), z.unknown()) })
    .parse(schema);
  assert.equal(additionalProperties, false);
  assert.deepEqual(Object.keys(properties).sort(), Object.keys(configSchema.shape).sort());
});

/** The program with these parts only. */
function onlyParts(context: TestContext, ...names: readonly string[]): string {
  const folder = entryAlone(context);
  cpSync(join(dist, "templates"), join(folder, "templates"), { recursive: true });
  for (const name of names) cpSync(join(dist, "program", name), join(folder, "program", name));
  return folder;
}

function entryAlone(context: TestContext): string {
  const folder = temporaryFolder(context);
  cpSync(join(dist, entry), join(folder, entry));
  return folder;
}
