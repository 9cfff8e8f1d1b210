import assert from "node:assert/strict";
import { test } from "node:test";
import { commands } from "../../src/commands/list.ts";
import { manifest, runDist } from "./dist.ts";

test("--help lists every command, and each command explains itself", () => {
  const all = runDist(["--help"]);
  assert.equal(all.status, 0);
  for (const { command } of commands) {
    const name = command.replace(/ .*/, "");
    assert.match(all.stdout, new RegExp(`^ +atvm-run-watcher ${name}\\b`, "m"));
    const own = runDist([name, "--help"]);
    assert.deepEqual([own.status, own.stderr], [0, ""]);
    assert.ok(own.stdout.startsWith(`atvm-run-watcher ${name}`), own.stdout);
    // `setup` writes the installed configuration, and no other.
    const common = name === "setup" ? ["--help"] : ["--config", "--state-dir", "--help"];
    for (const option of common) assert.ok(own.stdout.includes(option), option);
  }
});

test("what does not fit into a line is broken between words", () => {
  const { stdout } = runDist(["status", "--help"]);
  assert.match(stdout, /^ +--check +for scripts: .* no pass\n +for three intervals +\[boolean\]$/m);
  const longest = Math.max(...stdout.split("\n").map(({ length }) => length));
  assert.ok(longest <= 110, `${longest} characters`);
});

test("--version of a command is that of the program", () => {
  assert.deepEqual(runDist(["status", "--version"]), { status: 0, stdout: `${manifest.version}\n`, stderr: "" });
});
