import assert from "node:assert/strict";
import { test } from "node:test";
import { isProgram } from "../../../src/core/processes/programs.ts";

const rows: readonly [title: string, word: string | undefined, list: readonly string[], named: boolean][] = [
  ["a program is known by its base name", "/usr/local/bin/node", ["node"], true],
  ["upper and lower case are the same program", "/opt/Cypress/Cypress", ["cypress"], true],
  ["the list's upper and lower case do not matter either", "node", ["Node"], true],
  ["a version after the name does not matter", "python3.11", ["python"], true],
  ["a version after a dash does not matter", "node-v20.1.0", ["node"], true],
  ["the ending .js does not matter", "/x/bin/mocha.js", ["mocha"], true],
  ["the ending .cjs does not matter", "yarn-1.22.19.cjs", ["yarn"], true],
  ["the ending .mjs does not matter", "cli.mjs", ["cli"], true],
  ["the ending .exe does not matter", "node.exe", ["node"], true],
  ["a listed version is meant exactly", "python3", ["python3"], true],
  ["a listed version is not another one", "python2", ["python3"], false],
  ["a listed ending is meant exactly", "/opt/atvm.js", ["atvm.js"], true],
  ["a login shell's dash does not matter", "-bash", ["bash"], true],
  ["a longer name is another program", "nodemon", ["node"], false],
  ["a folder of that name is no program", "/opt/node/lib", ["node"], false],
  ["no word is no program", undefined, ["node"], false],
];

for (const [title, word, list, named] of rows) test(title, () => assert.equal(isProgram(word, list), named));
