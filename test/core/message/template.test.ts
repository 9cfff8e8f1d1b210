import assert from "node:assert/strict";
import { test } from "node:test";
import { maxTemplate, parseTemplate, render, type Template } from "../../../src/core/message/template.ts";

const known = ["a", "b", "list"] as const;

test("placeholders become their values, the wording around them stays", () => {
  assert.equal(filled("{{a}} and {{b}}.", { a: "1", b: "2", list: "" }), "1 and 2.");
});

test("a line whose placeholders are all empty is left out, one with any value stays", () => {
  assert.equal(filled("Began {{list}}\n{{a}}{{b}} shown\nend", { a: "", b: "2", list: "" }), "2 shown\nend");
});

test("a value is put in once: neither its placeholders nor its dollar signs mean anything", () => {
  assert.equal(filled("{{a}}|{{b}}", { a: "{{b}} $& $1", b: "x", list: "" }), "{{b}} $& $1|x");
});

test("blank lines do not add up around lines that are left out, nor stand at the ends", () => {
  const values = { a: "1", b: "2", list: "" };
  assert.equal(filled("\n{{a}}\n\n{{list}}\n\n{{b}}\n\n", values), "1\n\n2");
  assert.equal(filled("{{a}}\n\n{{list}}\n", values), "1");
});

test("a value may have several lines", () => {
  assert.equal(filled("x\n{{list}}\ny", { a: "", b: "", list: "1\n2" }), "x\n1\n2\ny");
});

test("a template written on Windows is read alike", () => {
  assert.equal(filled("{{a}}\r\n{{b}}\r\n", { a: "1", b: "2", list: "" }), "1\n2");
});

test("an unknown placeholder is refused with the known ones", () => {
  for (const [source, name] of [
    ["{{c}}", "{{c}}"],
    ["{{ a }}", "{{ a }}"],
    ["{{}}", "{{}}"],
  ] as const) {
    const fault = `unknown placeholder ${name}; known are {{a}} {{b}} {{list}}`;
    assert.deepEqual(parseTemplate(source, known), { ok: false, fault });
  }
});

test("a placeholder that stands twice is refused", () => {
  assert.deepEqual(parseTemplate("{{a}}\n{{a}}", known), { ok: false, fault: "{{a}} stands twice" });
});

test("a template that leaves no room for facts is refused", () => {
  assert.equal(parseTemplate("😀".repeat(maxTemplate), known).ok, true);
  assert.deepEqual(parseTemplate("x".repeat(maxTemplate + 1), known), {
    ok: false,
    fault: "is 801 characters long, at most 800 leave room for the facts",
  });
});

function filled(source: string, values: Readonly<Record<(typeof known)[number], string>>): string {
  return render(read(source), values);
}

function read(source: string): Template<(typeof known)[number]> {
  const parsed = parseTemplate(source, known);
  assert.ok(parsed.ok);
  return parsed.value;
}
