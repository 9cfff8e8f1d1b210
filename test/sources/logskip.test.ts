import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { noLogFacts } from "../../src/core/logs/log.ts";
import { log, logEnd } from "../../src/sources/log.ts";
import { cypressLog, oneOfThreeRed, twoGreen } from "../core/logs/cypresslog.ts";
import { dir, endOf, lines, look, newLog } from "./logfiles.ts";

describe("What stood in a log before the registration", () => {
  test("does not count, what is written behind it does", async () => {
    const file = newLog(cypressLog(oneOfThreeRed));
    const skip = await endOf(file);
    assert.deepEqual((await look(file, null, skip)).facts, noLogFacts);
    appendFileSync(file, cypressLog(twoGreen));
    const reading = await look(file, null, skip);
    assert.deepEqual([reading.facts.totals, reading.facts.starts], [{ failed: 0, of: 2 }, 1]);
  });

  test("is gone when the log was replaced or cut: all of it counts", async () => {
    const old = cypressLog(oneOfThreeRed);
    for (const content of [cypressLog(twoGreen), old.replaceAll("restore", "RESTORE") + old]) {
      const file = newLog(old);
      const skip = await endOf(file);
      writeFileSync(file, content);
      assert.deepEqual((await look(file, null, skip)).facts, (await look(newLog(content))).facts);
    }
  });

  test("still does not count when a reading no longer holds but the log up to the registration does", async () => {
    const old = cypressLog(oneOfThreeRed);
    const file = newLog(old);
    const skip = await endOf(file);
    appendFileSync(file, "Killed\n");
    const one = await look(file, null, skip);
    writeFileSync(file, `${old}machine a: PASSED\nmachine b: PASSED\n`);
    assert.deepEqual((await look(file, one, skip)).facts.machines, ["a", "b"]);
    assert.equal((await look(file, one, skip)).facts.starts, 0);
  });

  test("may end within a UTF-16 character", async () => {
    const bytes = Buffer.from("\ufeffend of one\n\u0a05end\nmachine a: PASSED\n", "utf16le");
    const half = 2 * "\ufeffend of one\n".length + 1;
    const file = newLog(bytes.subarray(0, half));
    const skip = await endOf(file);
    appendFileSync(file, bytes.subarray(half));
    const { facts } = await look(file, null, skip);
    assert.deepEqual([facts.end, facts.lines, facts.machines], [null, 2, ["a"]]);
  });
});

describe("What is no log", () => {
  test("one that is not there is absent", async () => {
    assert.deepEqual(await log(join(dir, "none"), null, null, lines), { seen: "absent" });
    assert.deepEqual(await logEnd(join(dir, "none")), { seen: "absent" });
    assert.deepEqual(await log(join(newLog("a file"), "below"), null, null, lines), { seen: "absent" });
  });

  test("a link, a pipe and a directory could not be looked at", async () => {
    symlinkSync(newLog("end of it\n"), join(dir, "link"));
    execFileSync("mkfifo", [join(dir, "pipe")]);
    const details = {
      link: "it is a symbolic link",
      pipe: "it is not a regular file",
      ".": "it is not a regular file",
    };
    for (const [name, detail] of Object.entries(details)) {
      assert.deepEqual(await log(join(dir, name), null, null, lines), { seen: "unreadable", detail });
      assert.deepEqual(await logEnd(join(dir, name)), { seen: "unreadable", detail });
    }
  });

  test("a path that no file can have could not be looked at", async () => {
    const detail = "it cannot be read (ENAMETOOLONG)";
    assert.deepEqual(await log(join(dir, "x".repeat(300)), null, null, lines), { seen: "unreadable", detail });
  });
});
