import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { asSeen } from "../../../src/core/message/escape.ts";
import type { MessageFacts } from "../../../src/core/message/message-facts.ts";
import { placeholders } from "../../../src/core/message/message-words.ts";
import { composeMessage, parseTemplates, type Templates } from "../../../src/core/message/message.ts";
import { reportUrl } from "../../../src/core/message/report-url.ts";
import { maxTemplate } from "../../../src/core/message/template.ts";
import { codePoints } from "../../../src/core/text.ts";
import { hostileText } from "./hostile.ts";
import { effectsOf, spansOf, storedByServer } from "./markdown.ts";
import { counts, facts, machine, result, shipped } from "./message-facts.ts";

test("a post can become one post only and has no effect, whatever the facts hold", () => {
  fc.assert(fc.property(anyFacts, fc.constantFrom(shipped, wordy), assertHarmless), { numRuns: 60 });
});

test("it stays within its limits with ten thousand failing tests on hundreds of machines and endless names", () => {
  const wide = "😀`<|@".repeat(60);
  const endless = wide.repeat(20);
  const failing = Array.from({ length: 10_000 }, (_, index) => ({ name: `${index}${wide}`, message: wide }));
  const machines = Array.from({ length: 300 }, (_, index) =>
    machine(`${index}${wide}`, counts(50, { failed: 34 }), index < 2 ? failing : []),
  );
  const group = { name: endless, position: 2, of: 5 };
  const many = facts({ state: "FAILED", build: endless, run: endless, group, result: result(machines) });
  assertHarmless(many, shipped);
  assertHarmless(many, wordy);
});

test("it stays within its limits wherever a list is cut", () => {
  const bare = parseTemplates({ message: "{{failingTests}}\n{{failingTestsShown}}", card: "" });
  for (let length = 130; length < 145; length++) {
    const failing = Array.from({ length: 87 }, () => ({ name: "n".repeat(190), message: "m".repeat(length) }));
    const cut = facts({ state: "FAILED", result: result([machine("a", counts(87, { failed: 87 }), failing)]) });
    assertHarmless(cut, bare);
  }
});

/** Every placeholder there is, in as much wording as a template may have. */
const everything = placeholders.map((name) => `{{${name}}}`).join("\n");
const wordy: Templates = parseTemplates({
  message: everything + "\n😀".repeat((maxTemplate - codePoints(everything)) / 2),
  card: everything,
});

const anyTest = fc.record({ name: hostileText(30), message: hostileText(60) });
const anyMachine = fc.record({
  name: hostileText(40),
  declared: fc.boolean(),
  state: fc.constantFrom("PASSED", "FAILED"),
  tests: fc.option(
    fc.record({ total: fc.nat(), passed: fc.nat(), failed: fc.nat(), skipped: fc.nat(), flaky: fc.nat() }),
  ),
  failing: fc.array(anyTest, { maxLength: 20 }),
  lastReportOnly: fc.boolean(),
});
const name = fc.oneof(hostileText(), fc.constantFrom("😀".repeat(300), "`".repeat(900), "<|".repeat(500), "`a``b"));
const anyFacts: fc.Arbitrary<MessageFacts> = fc
  .record({
    state: fc.constantFrom("COMPLETED", "FAILED"),
    build: name,
    run: name,
    group: fc.option(fc.record({ name, position: fc.nat(), of: fc.option(fc.nat()) })),
    attempt: fc.nat(),
    machines: fc.array(anyMachine, { maxLength: 30 }),
    lastWord: fc.option(fc.record({ failed: fc.nat(), of: fc.nat(), unit: fc.constantFrom("spec", "Cypress run") })),
    reasons: fc.array(
      hostileText(60).map((text) => `because of ${text}`),
      { maxLength: 12 },
    ),
    ended: fc.boolean(),
  })
  .map(({ machines, lastWord, ended, ...rest }) => ({
    ...facts(),
    ...rest,
    result: result(machines, lastWord),
    reportUrl: reportUrl("https://ci.example/{build}/{run}", { ...rest, group: null }),
    endedAt: ended ? "2026-11-22T03:10:00.000Z" : null,
  }));

/** What the templates and times of our own do in a line, on purpose. */
const ours = /^(?:- |#### )|^\[Full report\]\(https:\/\/[^()\s]*\)$|^https:\/\/\S*$|\b\d\d:\d\d\b/g;

function assertHarmless(of: MessageFacts, templates: Templates): void {
  const body = composeMessage(of, templates);
  const { text, props } = body;
  const card = props.card ?? "";
  assert.ok(codePoints(text) <= 4_000);
  assert.ok(codePoints(card) <= 8_000);
  assert.ok(Buffer.byteLength(JSON.stringify(body)) < 300_000);
  assert.equal(storedByServer(text), text);
  for (const line of `${text}\n${card}`.split("\n")) {
    assert.deepEqual(effectsOf(spansOf(line.replace(ours, "")).outside), [], asSeen(line));
  }
}
