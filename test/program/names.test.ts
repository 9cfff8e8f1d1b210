import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { green, junit, red } from "./artifacts.ts";
import { pass, untilPosts } from "./passes.ts";
import { refusal } from "./refusals.ts";
import { makeRig } from "./rig.ts";

test("a build name that looks like an option is refused", async (context) => {
  const rig = await makeRig(context);
  const { code, text } = await refusal(rig, 64, "start", rig.build, "--group=-x=alpha");
  assert.equal(code, "usage");
  assert.ok(text.includes("starts with a dash, like an option"), text);
});

test("names that could lead astray are refused by name", async (context) => {
  const rig = await makeRig(context);
  for (const [name, why] of [
    ["../../etc", "starts with a dot"],
    ["etc/passwd", "contains a slash"],
    [".hidden", "starts with a dot"],
    ["n".repeat(300), "is 300 bytes long, more than 120"],
    ["two\nlines", "contains a control character"],
    ["", "is empty"],
    ["   ", "is empty"],
  ] as const) {
    for (const argv of [
      ["start", name],
      ["start", rig.build, "--group", name],
      ["start", rig.build, "--machines", name],
    ]) {
      const { code, text } = await refusal(rig, 64, ...argv);
      assert.equal(code, "usage");
      assert.ok(text.includes(why), `${JSON.stringify(argv)}: ${text}`);
    }
  }
});

for (const [what, name] of [
  ["spaces", "nightly run 7"],
  ["other scripts and emoji", "ночь-夜間-🌙"],
  ["glob characters", "a*b[c]?{d}"],
  ["the characters of shells and Markdown, and a mention", "@all **$(id)**;'\"& `7`"],
] as const) {
  test(`a build name with ${what} is taken literally, from its registration to its post`, async (context) => {
    const rig = await makeRig(context);
    const runner = await rig.runner("whatever");
    await rig.ok("start", "--machines", "alpha", "--pid", String(runner.pid), name);
    rig.report("xml/aXb/alpha.xml", junit(red));
    rig.report(`xml/${name}/alpha.xml`, junit(green));
    await pass(rig);
    const said = await rig.ok("explain", name);
    assert.ok(said.startsWith(`${name}: RUNNING`), said);
    await runner.kill();
    await untilPosts(rig, 1);
    await pass(rig);
    const [text = "", ...more] = rig.receiver.posts.map((post) => post.text);
    assert.ok(text.startsWith("✅ COMPLETED · `") && text.includes(name), text);
    assert.match(text, /· 1 machine passed · 2 tests/);
    assert.deepEqual(more, []);
  });
}

test("the command in a refusal can be pasted into a shell, whatever the name", async (context) => {
  const rig = await makeRig(context);
  const name = 'nightly $(echo run) `id` \\ "7"';
  await rig.ok("start", name);
  const { text } = await refusal(rig, 65, "start", name);
  const words = execFileSync("sh", ["-c", `printf '%s\\n' ${text.replace(/^.*: (?=start )/, "")}`], {
    encoding: "utf8",
  });
  assert.deepEqual(words.trimEnd().split("\n"), ["start", name, "--replace"]);
});
