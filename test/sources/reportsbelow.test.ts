import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { reportsBelow } from "../../src/sources/reportsbelow.ts";

describe("Below a directory are found", () => {
  let dir = "";
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "atvm-below-"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  test("reports and logs by their endings, in capitals too and in hidden folders, sorted by path", async () => {
    write("b.xml", "a/z.json", "a.log", "C.XML", ".jsons/m.json", "index.html", ".hidden.xml", "xml");
    assert.deepEqual(await found(), [".jsons/m.json", "C.XML", "a.log", "a/z.json", "b.xml"]);
  });

  test("links and pipes of such names; links to directories are not followed", async () => {
    write("a/b.xml");
    symlinkSync("..", join(dir, "a/up"));
    symlinkSync("a/b.xml", join(dir, "c.xml"));
    execFileSync("mkfifo", [join(dir, "p.log")]);
    assert.deepEqual(await found(), ["a/b.xml", "c.xml", "p.log"]);
  });

  test("those of a directory to which a link leads", async () => {
    write("real/a.xml");
    symlinkSync("real", join(dir, "link"));
    assert.deepEqual(await found("link"), ["link/a.xml"]);
  });

  test("what cannot be looked at, and why, beside all the rest", async () => {
    write("open/a.xml", "shut/b.xml");
    writeFileSync(Buffer.from(`${dir}/latin\xe9.xml`, "latin1"), "");
    const user = process.geteuid?.() ?? 0;
    chmodSync(dir, 0o755);
    chmodSync(join(dir, "shut"), 0);
    if (user === 0) process.seteuid?.(65534);
    try {
      assert.deepEqual(await found(), [
        "latin\ufffd.xml: its name is not valid UTF-8, so it cannot be opened",
        "open/a.xml",
        "shut: it cannot be looked through (EACCES)",
      ]);
    } finally {
      process.seteuid?.(user);
      chmodSync(join(dir, "shut"), 0o755);
    }
  });

  function write(...paths: readonly string[]): void {
    for (const path of paths) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), "");
    }
  }

  async function found(below = "."): Promise<readonly string[]> {
    const all: string[] = [];
    for await (const { path, detail } of reportsBelow(join(dir, below)))
      all.push(path.slice(dir.length + 1) + (detail === null ? "" : `: ${detail}`));
    return all;
  }
});
