import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fromProgram, simpleCommands } from "../../../src/core/processes/shelltext.ts";

const rows: readonly [title: string, text: string, commands: readonly (readonly string[])[]][] = [
  ["words are divided by blanks", "node  run.js\tnightly", [["node", "run.js", "nightly"]]],
  ["and, or, semicolon and line end divide commands", "a&&b || c;d\ne", [["a"], ["b"], ["c"], ["d"], ["e"]]],
  ["a line end after a blank divides too", "a \n b", [["a"], ["b"]]],
  ["a pipe and the background divide commands", "a | b & c", [["a"], ["b"], ["c"]]],
  [
    "a substitution is a command of its own",
    "echo $(node x)",
    [
      ["echo", "$"],
      ["node", "x"],
    ],
  ],
  ["single quotes hold a word together", "node 'a; b'c", [["node", "a; bc"]]],
  ["double quotes hold a word together", 'node "a && \\"b\\""', [["node", 'a && "b"']]],
  ["a backslash takes the meaning of what follows", "node a\\ b\\;c", [["node", "a b;c"]]],
  [
    "a continued line goes on",
    "cd x && \\\nnode y",
    [
      ["cd", "x"],
      ["node", "y"],
    ],
  ],
  ["a redirection does not divide commands", "node x >a.log 2>&1 &>b", [["node", "x", ">a.log", "2>&1", "&>b"]]],
  ["an empty word is a word", "node '' x", [["node", "", "x"]]],
  ["a quote without its end is a character", "echo it's", [["echo", "it's"]]],
  ["an empty text holds no command", " ; ", []],
];

for (const [title, text, commands] of rows) test(title, () => assert.deepEqual(simpleCommands(text), commands));

test("assignments and words that only lead to a command are left out before its program", () => {
  assert.deepEqual(fromProgram(["then", "exec", "env", "A=1", "B=", "node", "A=2"]), ["node", "A=2"]);
});

test("assignments alone are no command", () => {
  assert.deepEqual(fromProgram(["BUILD=nightly"]), []);
});

test("any words in single quotes come back as they were", () => {
  const word = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("'") && !text.includes("\\\n"));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), (words) => {
      assert.deepEqual(simpleCommands(words.map((text) => `'${text}'`).join(" ")), [words]);
    }),
  );
});
