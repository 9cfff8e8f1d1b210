import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";

const module = fileURLToPath(new URL("../../src/wiring/output.ts", import.meta.url));

describe("Standard output", () => {
  test("shows no character that would do something to a terminal, as text or as JSON", () => {
    const evil = "\u001b[2J\u009b31m\u202e\u007f";
    const { stdout } = run(`output.line(${JSON.stringify(evil)}); output.json({ evil: ${JSON.stringify(evil)} });`);
    const [text = "", json = ""] = stdout.split("\n");
    assert.doesNotMatch(text + json, /[\p{Cc}\p{Bidi_Control}]/u);
    assert.equal(text, "\\u{1b}[2J\\u{9b}31m\\u{202e}\\u{7f}");
    assert.deepEqual(JSON.parse(json), { evil });
  });

  test("has progress beside it on a terminal alone, cut to its width, and gone before the next line", () => {
    const terminal = "process.stderr.isTTY = true; process.stderr.columns = 10;";
    const work = 'output.progress("reading \\u001b[2J a.xml", true); output.line("done"); output.line("more");';
    assert.equal(run(work).stderr, "");
    assert.deepEqual(run(terminal + work), { stdout: "done\nmore\n", stderr: "\r\u001b[Kreading \\\r\u001b[K" });
  });

  test("knows when nobody reads it any more", () => {
    const work =
      "process.stderr.write(`${output.gone()} `);" +
      "setInterval(() => (output.gone() ? process.exit(3) : output.line('x')), 1);";
    const script = `"$@"; echo "$?" >&2`;
    const { stderr } = spawnSync("sh", ["-c", `{ ${script}; } | true`, "sh", process.execPath, ...argvOf(work)], {
      encoding: "utf8",
      timeout: 60_000,
    });
    assert.equal(stderr, "false 3\n");
  });
});

function run(work: string): { readonly stdout: string; readonly stderr: string } {
  const { stdout, stderr } = spawnSync(process.execPath, argvOf(work), { encoding: "utf8" });
  return { stdout, stderr };
}

function argvOf(work: string): readonly string[] {
  const script = `import { output } from ${JSON.stringify(module)}; ${work}`;
  return ["--import", "tsx", "--input-type=module", "-e", script];
}
