import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it, type TestContext } from "node:test";
import type { ReportSeen } from "../../src/core/ports.ts";
import type { Seen } from "../../src/core/words.ts";
import { defaultReportMiB } from "../../src/core/defaults.ts";
import { report } from "../../src/sources/report.ts";

const whole = `<testsuites><testcase name="a"/></testsuites>`;
let folder = "";

describe("looking at a report", () => {
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "atvm-report-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("tells what it says, with the stamp of what was read", async () => {
    const file = written("whole.xml", whole);
    const seen = await report(file, "junit");
    const { ino, size, mtimeNs } = statSync(file, { bigint: true });
    assert.ok(seen.seen === "present" && seen.fact.reading.final);
    assert.deepEqual(seen.fact.stamp, { ino: String(ino), size: Number(size), mtimeNs: String(mtimeNs) });
    assert.equal(seen.fact.stamp.size, whole.length);
  });

  it("reads each kind as that kind", async () => {
    const file = written("report.json", `{"stats":{},"results":[]}`);
    assert.equal(whyOf(await report(file, "mochawesome")), "final");
    assert.equal(whyOf(await report(file, "junit")), "not-a-report");
  });

  it("calls a missing file absent, also where a file has taken the place of its folder", async () => {
    assert.deepEqual(await report(join(folder, "missing.xml"), "junit"), { seen: "absent" });
    const below = join(written("file", ""), "report.xml");
    assert.deepEqual(await report(below, "junit"), { seen: "absent" });
  });

  it("calls an empty file present and empty", async () => {
    assert.equal(whyOf(await report(written("empty.xml", ""), "junit")), "empty");
  });

  it("follows no link, not even to a whole report", async () => {
    const link = join(folder, "link.xml");
    symlinkSync(written("target.xml", whole), link);
    assert.deepEqual(await report(link, "junit"), { seen: "unreadable", detail: "it is a symbolic link" });
  });

  it("reads no directory and no device", async () => {
    mkdirSync(join(folder, "directory.xml"));
    const expected = { seen: "unreadable", detail: "it is not a regular file" };
    assert.deepEqual(await report(join(folder, "directory.xml"), "junit"), expected);
    assert.deepEqual(await report("/dev/zero", "junit"), expected);
  });

  it("does not wait for a pipe that nobody writes to", async () => {
    const pipe = join(folder, "pipe.xml");
    execFileSync("mkfifo", [pipe]);
    assert.deepEqual(await report(pipe, "junit"), { seen: "unreadable", detail: "it is not a regular file" });
  });

  it("calls a socket unreadable", async () => {
    const socket = join(folder, "socket.xml");
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    assert.equal((await report(socket, "junit")).seen, "unreadable");
    await new Promise((resolve) => server.close(resolve));
  });

  it("does not read a file that is too large, and says so", async () => {
    const file = written("large.xml", whole);
    truncateSync(file, defaultReportMiB * 1024 * 1024 + 1);
    assert.equal(whyOf(await report(file, "junit")), "limit");
    truncateSync(file, 1024 * 1024 + 1);
    const seen = await report(file, "junit", 1);
    const detail = "it is larger than 1 MiB (limit reporter.maxReportMiB)";
    assert.ok(seen.seen === "present" && !seen.fact.reading.final);
    assert.equal(seen.fact.reading.detail, detail);
  });

  for (const [change, act] of [
    [
      "grows within one tick of the clock",
      (file: string) => {
        appendFileSync(file, " ");
        utimesSync(file, 1_000, 1_000);
      },
    ],
    ["is emptied", (file: string) => truncateSync(file, 0)],
    ["is written anew with the same size", (file: string) => writeFileSync(file, whole.replace("a", "b"))],
  ] as const) {
    it(`calls a file that ${change} while being read cut`, async (context) => {
      const file = written("changing.xml", whole);
      utimesSync(file, 1_000, 1_000);
      await beforeEachRead(context, file, () => act(file));
      const seen = await report(file, "junit");
      assert.ok(seen.seen === "present" && !seen.fact.reading.final);
      assert.deepEqual([seen.fact.reading.why, seen.fact.reading.detail], ["cut", "it changed while being read"]);
    });
  }

  it("calls a file that cannot be read to its end unreadable", async (context) => {
    const file = written("broken.xml", whole);
    await beforeEachRead(context, file, () => {
      throw Object.assign(new Error("i/o error"), { code: "EIO" });
    });
    assert.deepEqual(await report(file, "junit"), { seen: "unreadable", detail: "it cannot be read (EIO)" });
  });
});

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

function whyOf(seen: Seen<ReportSeen>): string {
  if (seen.seen !== "present") return seen.seen;
  return seen.fact.reading.final ? "final" : seen.fact.reading.why;
}

/** Lets something happen between the opening of a file and its being read. */
async function beforeEachRead(context: TestContext, file: string, act: () => void): Promise<void> {
  const handle = await open(file);
  const prototype = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  const read = Reflect.get(prototype, "read") as (...args: unknown[]) => Promise<unknown>;
  context.mock.method(prototype, "read", function (this: FileHandle, ...args: unknown[]) {
    act();
    return read.apply(this, args);
  });
}
