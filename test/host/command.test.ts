import assert from "node:assert/strict";
import { test } from "node:test";
import { run } from "../../src/host/command.ts";

test("a program is run in the language every host has; its status and what it said are told", async () => {
  const { status, stdout, said } = await run("sh", ["-c", "echo $LC_ALL; echo 'two  lines\n of trouble' >&2; exit 3"]);
  assert.deepEqual({ status, stdout, said }, { status: 3, stdout: "C\n", said: "two lines of trouble" });
});

test("one that is not there is told by name", async () => {
  assert.deepEqual(await run("no-such-program", []), {
    status: null,
    stdout: "",
    said: "no-such-program is not installed",
  });
});

test("one that was killed has no status", async () => {
  assert.equal((await run("sh", ["-c", "kill -9 $$"])).status, null);
});
