import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { MessageFacts } from "../../../src/core/message/message-facts.ts";
import { placeholders } from "../../../src/core/message/message-words.ts";
import { composeMessage, parseTemplates } from "../../../src/core/message/message.ts";
import type { PostBody } from "../../../src/core/mattermostports.ts";
import { counts, facts, machine, result, shipped, shippedFile } from "./message-facts.ts";

const wizard = { name: "Wizard shows the plan", message: "AssertionError: never found .plan" };
const failedRun = facts({
  state: "FAILED",
  run: "nightly-linux",
  group: { name: "linux", position: 2, of: 5 },
  result: result([
    machine("rhel8", counts(40, { failed: 3, flaky: 1 }), [wizard, { name: "Login *keeps*", message: "" }]),
    machine("rhel9", counts(40, { failed: 1 }), [{ ...wizard, message: "another" }]),
    machine("sles15", counts(0)),
    machine("ubuntu", counts(40)),
  ]),
  reportUrl: "https://ci.example/r/nightly-linux",
  now: "2026-11-23T04:00:00.000Z",
});

describe("the text of a post", () => {
  test("of a run that passed is one line", () => {
    assert.equal(composed(facts()).text, "✅ COMPLETED · `nightly` · 1 machine passed · 10 tests · 2 h 10 min");
  });

  test("of a run that failed names machines, tests with errors, the end if it is long ago, and the report", () => {
    assert.equal(
      composed(failedRun).text,
      [
        "❌ FAILED · `nightly-linux` · group 2 of 5 · 3 of 4 machines failed · 4 of 120 tests · 1 flaky · 2 h 10 min",
        "❌ `rhel8` · 3 of 40 tests failed, 1 flaky",
        "❌ `rhel9` · 1 of 40 tests failed",
        "❌ `sles15` · no tests ran",
        "",
        "- Wizard shows the plan (`rhel8`, `rhel9`): `AssertionError: never found .plan`",
        "- Login \\*keeps\\* (`rhel8`)",
        "",
        "3 of 4 failing tests shown",
        "Ended 2026-11-23 04:10 UTC+01:00",
        "[Full report](https://ci.example/r/nightly-linux)",
      ].join("\n"),
    );
  });

  test("says when the run ended only after more than 15 minutes", () => {
    assert.doesNotMatch(composed(facts({ now: "2026-11-23T03:25:00.000Z" })).text, /Ended/);
    assert.match(composed(facts({ now: "2026-11-23T03:25:00.001Z" })).text, /^Ended 2026-11-23 04:10 UTC\+01:00$/m);
    assert.doesNotMatch(composed(facts({ endedAt: null, now: "2027-01-01T00:00:00.000Z" })).text, /Ended/);
  });

  test("shows twelve of many failing tests and says so", () => {
    const { text } = composed(withFailures(87, "boom"));
    assert.equal(text.match(/^- Test \d+: `boom`$/gm)?.length, 12);
    assert.match(text, /^12 of 87 failing tests shown$/m);
  });

  test("keeps the end of a long error", () => {
    assert.match(composed(withFailures(1, `${"x".repeat(600)} the end`)).text, /: `…x+ the end`$/);
  });

  test("of a failed machine tells what is odd about it", () => {
    const odd = machine("a", counts(3), [], { state: "FAILED", lastReportOnly: true, declared: false });
    const text = composed(facts({ state: "FAILED", result: result([odd, machine("b", null)]) })).text;
    assert.match(
      text,
      /^❌ `a` · 3 tests, and a report without any, last report only, not declared\n❌ `b` · no report$/m,
    );
  });

  test("names three of the machines on which a test fails", () => {
    const all = ["a", "b", "c", "d", "e"].map((name) => machine(name, counts(1, { failed: 1 }), [wizard]));
    assert.match(composed(facts({ state: "FAILED", result: result(all) })).text, /\(`a`, `b`, `c` and 2 more\): /);
  });

  test("gives a test without a name one", () => {
    const nameless = machine("a", counts(1, { failed: 1 }), [{ name: "\0", message: "" }]);
    assert.match(composed(facts({ state: "FAILED", result: result([nameless]) })).text, /^- a test without a name$/m);
  });
});

describe("the body of a post", () => {
  test("names the channel only where one is given, and carries the delivery id", () => {
    assert.deepEqual(Object.keys(composed(facts())), ["text", "props"]);
    assert.equal(composed(facts({ channel: "atvm" })).channel, "atvm");
    assert.equal(composed(facts()).props.atvm_delivery_id, "d-1");
  });

  test("has every machine, and the reasons, in the card", () => {
    const card = composed(failedRun).props.card ?? "";
    for (const part of [
      "Build `nightly`, attempt 1\nGroup `linux`\nBegan 2026-11-23 02:00 UTC+01:00\nEnded 2026-11-23 04:10 UTC+01:00\n",
      "\n- every machine passed\n",
      "\n#### Machines: 4\n❌ `rhel8` · 3 of 40 tests failed, 1 flaky\n❌ `rhel9` · 1 of 40 tests failed\n",
      "\n❌ `sles15` · no tests ran\n✅ `ubuntu` · 40 tests\n",
      "\n#### Failing tests: 4\n- Wizard shows the plan (`rhel8`, `rhel9`): `AssertionError: never found .plan`\n",
    ])
      assert.ok(card.includes(part), part);
  });

  test("of a passed run has no list of failing tests in the card", () => {
    assert.doesNotMatch(composed(facts()).props.card ?? "", /Failing/);
  });
});

describe("templates", () => {
  test("with an unknown placeholder are refused by file and name", () => {
    assert.throws(() => parseTemplates({ message: "{{icon}}", card: "{{colour}}" }), {
      code: "template",
      status: 78,
      message: /^templates\/card\.md: unknown placeholder \{\{colour\}\}; known are \{\{icon\}\} /,
    });
  });

  test("are documented with every placeholder there is", () => {
    const named = [...shippedFile("README.md").matchAll(/`\{\{(\w+)\}\}`/g)].map(([, name]) => name);
    assert.deepEqual(new Set(named), new Set([...placeholders, "placeholder"]));
  });
});

function composed(of: MessageFacts): PostBody {
  return composeMessage(of, shipped);
}

function withFailures(failed: number, message: string): MessageFacts {
  const failing = Array.from({ length: failed }, (_, index) => ({ name: `Test ${index}`, message }));
  return facts({ state: "FAILED", result: result([machine("a", counts(100, { failed }), failing)]) });
}
