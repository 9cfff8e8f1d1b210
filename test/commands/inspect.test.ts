import assert from "node:assert/strict";
import { test } from "node:test";
import type { App } from "../../src/commands/app.ts";
import { inspectCommand } from "../../src/commands/inspect.ts";
import { configOf } from "../core/samples.ts";

/** Inspects a directory of three files; `readers` says whether anybody still reads after so many lines. */
async function inspecting(readers: (lines: number) => boolean): Promise<{ read: number; lines: readonly string[] }> {
  let read = 0;
  const lines: string[] = [];
  const app = {
    config: configOf(),
    ports: { sources: {} },
    host: {
      directory: () => Promise.resolve({ seen: "present", fact: "/" }),
      reportsBelow: async function* () {
        for (const path of ["a.xml", "b.xml", "c.xml"]) yield await Promise.resolve({ path, detail: null });
      },
      kindOf: () => {
        read += 1;
        return Promise.resolve({ seen: "present", fact: "unknown" });
      },
    },
    out: {
      line: (text: string) => void lines.push(text),
      progress: () => undefined,
      width: null,
      gone: () => !readers(lines.length),
    },
  } as unknown as App;
  await inspectCommand.run(app, { files: ["dir"], _: ["inspect"] });
  return { read, lines };
}

test("several files are summed up at the end", async () => {
  const { lines } = await inspecting(() => true);
  assert.deepEqual(lines.slice(-2), ["", "3 files: 3 unreadable"]);
});

test("no file is read any more once nobody reads what is printed", async () => {
  assert.equal((await inspecting(() => true)).read, 3);
  assert.equal((await inspecting((lines) => lines < 3)).read, 2);
});
