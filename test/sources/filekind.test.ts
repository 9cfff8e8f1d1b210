import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { fileKind } from "../../src/sources/filekind.ts";

const dir = mkdtempSync(join(tmpdir(), "atvm-filekind-"));
after(() => rmSync(dir, { recursive: true, force: true }));

function file(name: string, contents: string | Buffer): string {
  writeFileSync(join(dir, name), contents);
  return join(dir, name);
}

describe("The kind of a file on disk", () => {
  test("is told by its name, whether or not it is there", async () => {
    assert.deepEqual(await fileKind(file("m1.xml", "{}")), { seen: "present", fact: "junit" });
    assert.deepEqual(await fileKind(join(dir, "none.log")), { seen: "present", fact: "log" });
  });

  test("is told by its first bytes where the name says nothing", async () => {
    const long = `<testsuites>${"x".repeat(5_000)}`;
    assert.deepEqual(await fileKind(file("report.old", long)), { seen: "present", fact: "junit" });
    assert.deepEqual(await fileKind(file("run", "é".repeat(400))), { seen: "present", fact: "log" });
    assert.deepEqual(await fileKind(file("video.mp4", "\0\0\0ftyp")), { seen: "present", fact: "unknown" });
  });

  test("is not told of what is missing, a link or a pipe", async () => {
    symlinkSync("run", join(dir, "link"));
    execFileSync("mkfifo", [join(dir, "pipe")]);
    assert.deepEqual(await fileKind(join(dir, "none")), { seen: "absent" });
    assert.deepEqual(await fileKind(join(dir, "link")), { seen: "unreadable", detail: "it is a symbolic link" });
    assert.deepEqual(await fileKind(join(dir, "pipe")), { seen: "unreadable", detail: "it is not a regular file" });
  });
});
