import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import * as z from "zod/mini";
import { attemptSchema } from "../../src/core/state/state.ts";
import { sealed, unsealed } from "../../src/store/sealed.ts";
import { anAttempt } from "./samples.ts";

const anything = z.strictObject({ version: z.literal(1), value: z.json() });

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

describe("a sealed file", () => {
  test("holds whatever JSON was put into it", () => {
    // zod leaves out a key of this name.
    const json = fc
      .jsonValue({ noUnicodeString: false })
      .filter((value) => !JSON.stringify(value).includes("__proto__"));
    fc.assert(
      fc.property(json, (value) => {
        const read = unsealed(anything, 1, bytes(sealed(anything, { version: 1, value })));
        assert.deepEqual(read, { ok: true, fact: JSON.parse(JSON.stringify({ version: 1, value })) as unknown });
      }),
    );
  });

  test("is one line of JSON with a format version", () => {
    const text = sealed(attemptSchema, anAttempt("nightly", 1));
    assert.match(text, /^\{"version":1,.*"sha256":"[0-9a-f]{64}"\}\n$/);
  });

  test("shows every single flipped bit, or still says the same", () => {
    const whole = bytes(sealed(anything, { version: 1, value: { passed: 12, name: "máquina" } }));
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const flipped = Uint8Array.from(whole);
      flipped[bit >> 3] = (whole[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const read = unsealed(anything, 1, flipped);
      if (read.ok) assert.deepEqual(read.fact, { version: 1, value: { passed: 12, name: "máquina" } });
    }
  });

  test("is damaged wherever it is cut off", () => {
    const whole = bytes(sealed(anything, { version: 1, value: ["a", "b"] }));
    for (let length = 0; length < whole.length - 1; length++) {
      assert.equal(unsealed(anything, 1, whole.slice(0, length)).ok, false, `cut to ${length} bytes`);
    }
  });

  test("may be mended by hand, reformatted and without its hash", () => {
    const read = unsealed(anything, 1, bytes('{\n  "value": 1.0,\n  "version": 1\n}'));
    assert.deepEqual(read, { ok: true, fact: { value: 1, version: 1 } });
  });

  test("is never written with something that could not be read again", () => {
    assert.throws(() => sealed(anything, { version: 1, value: Number.NaN }), z.core.$ZodError);
  });
});

const unusable: readonly [title: string, text: string, detail: RegExp, newer: boolean][] = [
  ["an empty file", "", /^is empty$/, false],
  ["white space only", "\n", /^is not a whole JSON object$/, false],
  ["a list", "[]", /^is not a whole JSON object$/, false],
  ["null", "null", /^is not a whole JSON object$/, false],
  ["a key nobody knows", '{"version":1,"value":1,"more":1}', /unexpected.*"more"/i, false],
  ["a field of another type", '{"version":"1","value":1}', /^field version: Invalid input: expected 1$/, false],
  ["no version", '{"value":1}', /^field version: /, false],
  ["a version that never was", '{"version":0,"value":1}', /^field version: /, false],
  ["a newer version", '{"version":2,"value":1}', /^has format 2, this release knows 1$/, true],
  ["a newer version with a hash of its own", '{"version":2,"sha256":7}', /^has format 2/, true],
  ["a hash that does not fit", '{"version":1,"value":1,"sha256":"0"}', /^does not match its own hash$/, false],
];
for (const [title, text, detail, newer] of unusable) {
  test(`${title} cannot be used`, () => {
    const read = unsealed(anything, 1, bytes(text));
    assert.ok(!read.ok);
    assert.match(read.detail, detail);
    assert.equal(read.newer, newer);
  });
}

test("bytes that are no text cannot be used", () => {
  assert.equal(
    unsealed(anything, 1, Uint8Array.from([...bytes('{"version":1,"value":"'), 0xff, 0x22, 0x7d])).ok,
    false,
  );
});
