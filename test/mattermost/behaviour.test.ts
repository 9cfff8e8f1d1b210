import assert from "node:assert/strict";
import { test } from "node:test";
import { parseBehaviour } from "./behaviour.ts";
import type { Behaviour } from "./behaviour.ts";

const words: readonly [string, Behaviour][] = [
  ["usual", { kind: "usual", afterMs: 0 }],
  ["usual:250", { kind: "usual", afterMs: 250 }],
  ["reset-early", { kind: "reset-early" }],
  ["close", { kind: "scripted", posts: false, end: "close" }],
  ["reset+post", { kind: "scripted", posts: true, end: "reset" }],
  ["500+post", { kind: "scripted", posts: true, end: { status: 500 } }],
  ["302", { kind: "scripted", posts: false, end: { status: 302, headers: { Location: "/moved" } } }],
];

for (const [word, behaviour] of words) {
  test(`${word} is a behaviour`, () => {
    assert.deepEqual(parseBehaviour(word), behaviour);
  });
}

for (const word of ["", "slow", "usual:x", "usual+post", "reset-early+post", "99", "600", "close+posts"]) {
  test(`${JSON.stringify(word)} is no behaviour`, () => {
    assert.equal(parseBehaviour(word), undefined);
  });
}
