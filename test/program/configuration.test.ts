import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { refusal } from "./refusals.ts";
import { makeRig, type Rig } from "./rig.ts";

test("all faults of a configuration are told at once, each by its key", async (context) => {
  const rig = await makeRig(context);
  rig.configure({
    colour: "red",
    policy: { settle: "soon", patience: "1h" },
    mattermost: { channel: 7, timeout: "10 s?" },
    markers: { end: ["("] },
    reporter: { logs: ["/etc/{run}.log"] },
    retention: false,
  });
  const { code, text } = await refusal(rig, 78, "status");
  assert.equal(code, "config-invalid");
  for (const part of [
    'unknown key "colour"',
    'unknown key "policy.patience"',
    "policy.settle: expected a duration such as 90s, 30m, 2h or 3d",
    "mattermost.channel: ",
    "mattermost.timeout: expected a duration",
    "markers.end.0: not a regular expression",
    "reporter.logs.0: expected a path below the reporter directory",
    "retention: ",
  ]) {
    assert.ok(text.includes(part), `${part} in: ${text}`);
  }
});

test("a configuration that is no JSON, or is named and missing, is told", async (context) => {
  const rig = await makeRig(context);
  const file = join(rig.folder, "config.json");
  writeFileSync(file, "{ broken");
  assert.deepEqual(await refusal(rig, 78, "status"), {
    code: "config-invalid",
    text: `${file} is not valid JSON; correct it`,
  });
  rmSync(file);
  assert.deepEqual(await refusal(rig, 78, "status"), {
    code: "config-unreadable",
    text: `${file} is not there; name a file that can be read`,
  });
});

test("a faulty configuration stops a pass before it touches anything", async (context) => {
  const rig = await makeRig(context);
  await rig.ok("start", rig.build, "--machines", "alpha");
  rig.configure({ colour: "red" });
  await refused(rig);
  rig.configure({});
  assert.equal((await rig.run("reconcile")).status, 0);
});

test("the channel of the configuration is used, and a build's own goes before it", async (context) => {
  const rig = await makeRig(context, { mattermost: { channel: "town-square" } });
  assert.match(await rig.ok("start", rig.build), /channel: from the configuration$/m);
  assert.match(await rig.ok("start", `${rig.build}.own`, "--channel", "atvm"), /channel: as given$/m);
});

async function refused(rig: Rig): Promise<void> {
  const { code, text } = await refusal(rig, 78, "reconcile");
  assert.equal(code, "config-invalid");
  assert.match(text, /unknown key "colour"; correct it$/);
}
