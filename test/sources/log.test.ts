import assert from "node:assert/strict";
import { appendFileSync, truncateSync, writeFileSync } from "node:fs";
import { describe, test } from "node:test";
import fc from "fast-check";
import { noLogFacts, type LogReading } from "../../src/core/logs/log.ts";
import { log } from "../../src/sources/log.ts";
import { maxLogBytesPerLook } from "../../src/sources/loglines.ts";
import { coloured, cypressLog, oneOfThreeRed, twoGreen } from "../core/logs/cypresslog.ts";
import { lines, look, newLog } from "./logfiles.ts";

describe("A log read at once", () => {
  test("its facts and its end are those of the file, its stamp too", async () => {
    const text = cypressLog(oneOfThreeRed);
    const seen = await log(newLog(text), null, null, lines);
    assert.ok(seen.seen === "present");
    const { reading, stamp } = seen.fact;
    assert.deepEqual(reading.facts.totals, { failed: 1, of: 3 });
    assert.deepEqual([reading.encoding, reading.behind], ["utf-8", false]);
    assert.equal(reading.position.offset, Buffer.byteLength(text));
    assert.equal(stamp.size, Buffer.byteLength(text));
    assert.deepEqual(reading.whole, reading.facts);
  });

  test("UTF-16 of PowerShell is read like UTF-8, with and without byte order mark", async () => {
    const text = coloured(cypressLog(oneOfThreeRed)).replaceAll("\n", "\r\n");
    const { facts } = await look(newLog(text));
    for (const mark of ["\ufeff", ""]) {
      const reading = await look(newLog(Buffer.from(mark + text, "utf16le")));
      assert.equal(reading.encoding, "utf-16le");
      assert.deepEqual(reading.facts, facts);
    }
  });

  test("bytes of a line feed across two UTF-16 characters end no line", async () => {
    const reading = await look(newLog(Buffer.from("\ufeffx\u0a05\u4e00x\nend of it\n", "utf16le")));
    assert.equal(reading.facts.lines, 2);
    assert.equal(reading.facts.end?.line, "end of it");
  });

  test("bytes that are no valid text spoil only their own line", async () => {
    const reading = await look(newLog(Buffer.from("\xff\xc3\x28\nend of it\n\xe2\x94", "latin1")));
    assert.equal(reading.facts.end?.line, "end of it");
  });

  test("a line across the border of two chunks is whole, in either encoding", async () => {
    for (const encoding of ["utf8", "utf16le"] as const) {
      const width = encoding === "utf8" ? 1 : 2;
      const filler = "x".repeat(99).concat("\n").repeat(20_000);
      const text = `${filler.slice(0, (1024 * 1024) / width - 4)}\nend of ä\n${filler}`;
      const reading = await look(newLog(Buffer.from(text, encoding)));
      assert.equal(reading.encoding, encoding === "utf8" ? "utf-8" : "utf-16le");
      assert.equal(reading.facts.end?.line, "end of ä");
    }
  });

  test("an empty log has no facts", async () => {
    const reading = await look(newLog());
    assert.deepEqual([reading.facts, reading.position.offset, reading.behind], [noLogFacts, 0, false]);
  });

  test("an overlong line is cut and what follows is read", async () => {
    const reading = await look(newLog(`end of ${"x".repeat(3_000_000)}\nend of it\n`));
    assert.deepEqual([reading.facts.lines, reading.facts.end?.line], [2, "end of it"]);
  });
});

describe("A log read on", () => {
  const piece = fc.oneof(
    fc.constantFrom(cypressLog(twoGreen), cypressLog(oneOfThreeRed, "table"), coloured(cypressLog(twoGreen, "specs"))),
    fc.constantFrom(
      "Killed\n",
      "run cancelled\n",
      "machine ä: RUNNING\n",
      "machine b: PASSED\r\n",
      "end of it\n",
      "\n",
    ),
    fc.string({ unit: "binary", maxLength: 30 }),
  );
  const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));

  test("in whatever pieces it is written, its facts are those of the same log read at once", async () => {
    const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
    const encodings = fc.constantFrom("utf8", "utf16le");
    await fc.assert(
      fc.asyncProperty(text, cuts, encodings, async (content, places, encoding) => {
        const bytes = Buffer.from(encoding === "utf8" ? content : `\ufeff${content}`, encoding);
        const file = newLog();
        let reading: LogReading | null = null;
        let from = 0;
        for (const place of [...places, 1].toSorted((a, b) => a - b)) {
          const to = Math.floor(place * bytes.length);
          appendFileSync(file, bytes.subarray(from, to));
          reading = await look(file, reading);
          from = to;
        }
        assert.deepEqual(reading, await look(newLog(bytes)));
      }),
      { numRuns: 60 },
    );
  });

  test("a last line without end counts at once, and once only when its end comes", async () => {
    const file = newLog("first\nend of i");
    const one = await look(file);
    assert.deepEqual([one.facts.lines, one.facts.end?.line, one.whole.lines, one.whole.end], [2, "end of i", 1, null]);
    assert.equal(one.position.offset, 6);
    appendFileSync(file, "t\nthird\n");
    const two = await look(file, one);
    assert.deepEqual([two.facts.lines, two.facts.end?.line], [3, "end of it"]);
  });

  test("what was read before is not read again", async () => {
    const file = newLog("machine a: PASSED\n");
    const one = await look(file);
    const remembered = { ...one, whole: { ...one.whole, starts: 7 } };
    appendFileSync(file, "more\n");
    assert.equal((await look(file, remembered)).facts.starts, 7);
  });

  test("one that was emptied, or replaced by a shorter, an equally long or a longer one, is read from its start", async () => {
    const old = cypressLog(oneOfThreeRed);
    for (const content of ["", "machine b: PASSED\n", old.replaceAll("restore", "RESTORE"), `x${old}${old}`]) {
      const file = newLog(old);
      const one = await look(file);
      writeFileSync(file, content);
      const [seen, alone] = [await look(file, one), await look(newLog(content))];
      assert.deepEqual(seen.position, alone.position);
      assert.deepEqual([seen.facts.lines, seen.facts.end], [alone.facts.lines, alone.facts.end]);
    }
  });

  test("of one that was emptied or replaced the red runs stay known, once", async () => {
    for (const content of ["", "x\n", cypressLog(twoGreen)]) {
      const file = newLog(cypressLog(oneOfThreeRed));
      const one = await look(file);
      writeFileSync(file, content);
      const two = await look(file, one);
      assert.deepEqual(two.facts.rowSpecs, { failed: 1, all: content.includes("Run") ? 5 : 3 });
      assert.deepEqual(two.facts.totals, content.includes("Run") ? { failed: 0, of: 2 } : null);
      assert.deepEqual(await look(file, two), two);
    }
  });

  test("a copy of it that goes on counts nothing twice", async () => {
    const one = await look(newLog(cypressLog(oneOfThreeRed)));
    const copy = await look(newLog(cypressLog(oneOfThreeRed) + cypressLog(twoGreen)), one);
    assert.deepEqual(copy.facts, (await look(newLog(cypressLog(oneOfThreeRed) + cypressLog(twoGreen)))).facts);
  });

  test("one of which only half the first character was there is read from its start", async () => {
    for (const content of ["\ufeffend of it\n", "\nend of it\n"]) {
      const bytes = Buffer.from(content, "utf16le");
      const file = newLog(bytes.subarray(0, 1));
      const one = await look(file);
      writeFileSync(file, bytes);
      assert.equal((await look(file, one)).facts.end?.line, "end of it");
    }
  });

  test("one larger than a look may read is read in two, and the first says so", async () => {
    const line = `${"x".repeat(59_999)}\n`;
    const file = newLog(line.repeat(Math.ceil(maxLogBytesPerLook / line.length)) + "end of it\n");
    const one = await look(file);
    assert.deepEqual([one.behind, one.facts.end], [true, null]);
    assert.deepEqual(one.facts, one.whole);
    const two = await look(file, one);
    assert.deepEqual([two.behind, two.facts.end?.line], [false, "end of it"]);
    assert.equal(two.facts.lines, Math.ceil(maxLogBytesPerLook / line.length) + 1);
  });

  test("a line longer than a look may read is got over", async () => {
    const file = newLog("xx");
    truncateSync(file, maxLogBytesPerLook + 1_000);
    appendFileSync(file, "\nend of it\n");
    const one = await look(file);
    assert.deepEqual([one.behind, one.position.offset], [true, maxLogBytesPerLook]);
    assert.equal((await look(file, one)).facts.end?.line, "end of it");
  });

  test("one that was emptied while its writer went on: the hole before the next line is none of it", async () => {
    for (const encoding of ["utf8", "utf16le"] as const) {
      const old = Buffer.from(`\ufeff${"x".repeat(99).concat("\n").repeat(2_000)}`, encoding);
      const file = newLog(old);
      const one = await look(file);
      writeFileSync(
        file,
        Buffer.concat([Buffer.alloc(old.length), Buffer.from("end of ä\nmachine a: PASSED\n", encoding)]),
      );
      const { facts } = await look(file, one);
      assert.deepEqual([facts.end?.line, facts.machines, facts.replaced], ["end of ä", ["a"], true]);
    }
  });
});
