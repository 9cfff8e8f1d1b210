import assert from "node:assert/strict";
import { test } from "node:test";
import { isSameSpec, isSpecAt, namedSpec } from "../../../src/core/logs/samespec.ts";

const usual = "cypress/e2e/**/*.cy.{js,jsx,ts,tsx}";
const path = "cypress/e2e/backup/full.cy.js";

test("specs that were asked for by their paths are known by these, though each is called by what they do not share", () => {
  assert.equal(namedSpec("full.cy.js", path, ["full.cy.js"]).searched, path);
  const both = `${path}, cypress/e2e/full.cy.js`;
  const names = ["backup/full.cy.js", "full.cy.js"];
  assert.deepEqual(
    names.map((name) => namedSpec(name, both, names).searched),
    both.split(", "),
  );
  // Of three paths two were found: nobody knows which folder they share.
  assert.equal(namedSpec("full.cy.js", `${both}, cypress/e2e/c.cy.js`, names).searched.includes(","), true);
});

test("a row is of a report's spec if its run searched the spec's folder and all below, and no other name ends so", () => {
  const cases: readonly [name: string, searched: string, names: readonly string[], isThat: boolean][] = [
    ["full.cy.js", path, ["full.cy.js"], true],
    ["full.cy.js", "cypress/e2e/restore/full.cy.js", ["full.cy.js"], false],
    ["backup/full.cy.js", usual, ["backup/full.cy.js", "a.cy.js"], true],
    ["full.cy.js", usual, ["full.cy.js"], true],
    ["full.cy.js", usual, ["full.cy.js", "restore/full.cy.js"], false],
    ["restore/full.cy.js", usual, ["restore/full.cy.js"], false],
    ["full.cy.js", "cypress/other/**/*.cy.js", ["full.cy.js"], false],
    ["full.cy.js", "cypress/e2e/*.cy.js", ["full.cy.js"], false],
    ["full.cy.js", "cypress/e2e/**/*.cy.js, cypress/x/**/*.cy.js", ["full.cy.js"], false],
    ["full.cy.js", "cypress/**/backup/*.cy.js", ["full.cy.js"], false],
    ["full.cy.js", "cypress/e2e/backup", ["full.cy.js"], false],
    ["full.cy.js", "", ["full.cy.js"], false],
  ];
  for (const [name, searched, names, isThat] of cases) {
    assert.equal(isSpecAt(namedSpec(name, searched, names), path), isThat, `${name} of ${searched}`);
  }
});

test("two rows are of one spec if both runs searched for the same, or one for the spec itself, and in no other case", () => {
  const alone = namedSpec("full.cy.js", path, ["full.cy.js"]);
  const found = namedSpec("backup/full.cy.js", usual, ["backup/full.cy.js"]);
  const elsewhere = namedSpec("full.cy.js", "cypress/x/full.cy.js", ["full.cy.js"]);
  const folder = namedSpec("full.cy.js", "cypress/e2e/backup", ["full.cy.js"]);
  for (const same of [alone, found, elsewhere, folder]) assert.equal(isSameSpec(same, same), true);
  for (const [one, other] of [
    [alone, found],
    [found, alone],
  ] as const) {
    assert.equal(isSameSpec(one, other), true);
  }
  for (const other of [elsewhere, folder, { ...alone, searched: "" }, { ...found, searched: "" }]) {
    for (const one of [alone, found]) assert.equal(isSameSpec(one, other) || isSameSpec(other, one), false);
  }
  const untold = { ...found, searched: "" };
  assert.equal(isSameSpec(untold, untold), false);
});
