import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { send } from "./client.ts";

const program = ["--import", "tsx", join(import.meta.dirname, "cli.ts")];

test("the program tells its port and URL, treats requests as told, and writes what was posted", async (t) => {
  const directory = await mkdtemp(join(tmpdir(), "receiver-cli-"));
  const files = { port: join(directory, "port"), posts: join(directory, "posts.jsonl") };
  const options = ["--port-file", files.port, "--posts", files.posts, "--behaviour", "500", "--behaviour", "502+post"];
  const child = spawn(process.execPath, [...program, ...options], { stdio: ["ignore", "pipe", "inherit"] });
  t.after(async () => {
    child.kill();
    await rm(directory, { recursive: true });
  });
  const [printed] = (await once(child.stdout, "data")) as [Buffer];
  const webhook = new URL(printed.toString().trim());
  assert.equal((await readFile(files.port, "utf8")).trim(), webhook.port);

  const statuses: (number | undefined)[] = [];
  for (const text of ["one", "two", "three"]) {
    statuses.push((await send(webhook, JSON.stringify({ text }))).status);
  }
  const posts = (await readFile(files.posts, "utf8")).trim().split("\n");
  assert.deepEqual(statuses, [500, 502, 200]);
  assert.deepEqual(
    posts.map((line) => (JSON.parse(line) as { text: string }).text),
    ["two", "three"],
  );
});

test("an unknown behaviour ends the program with a list of the known ones", async () => {
  const child = spawn(process.execPath, [...program, "--behaviour", "explode"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const [status] = (await once(child, "close")) as [number];
  assert.notEqual(status, 0);
  assert.match(errors, /unknown behaviour explode; known are: usual/);
});
