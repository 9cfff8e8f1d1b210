import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { groupTokens, namesToken } from "../../../src/core/processes/tokens.ts";

const naming: readonly [title: string, text: string, name: string, named: boolean][] = [
  ["a text that is the name names it", "nightly", "nightly", true],
  ["an option's value after an equals sign names it", "--build=nightly", "nightly", true],
  ["a folder of a path names it", "/logs/nightly/web01.xml", "nightly", true],
  ["a longer name by an underscore is another name", "logs/nightly_web01.log", "nightly", false],
  ["a quoted name is named", `{"run":"nightly"}`, "nightly", true],
  ["a log file's ending ends the name", "logs/nightly.log", "nightly", true],
  ["a JUnit file's ending ends the name", "xml/nightly.xml", "nightly", true],
  ["a JSON file's ending ends the name", "nightly.json", "nightly", true],
  ["an HTML file's ending ends the name", "nightly.html", "nightly", true],
  ["a rotated log does not end the name", "nightly.log.1", "nightly", false],
  ["a word that only begins like an ending does not end the name", "nightly.logger", "nightly", false],
  ["another ending belongs to the name", "nightly.js", "nightly", false],
  ["a longer name by a dash is another name", "nightly-linux", "nightly", false],
  ["a longer name by a dot is another name", "nightly.linux", "nightly", false],
  ["a longer name before a dash is another name", "pre-nightly", "nightly", false],
  ["a longer word is another name", "nightlybuild", "nightly", false],
  ["a name is found behind a longer one", "nightly-linux nightly", "nightly", true],
  ["upper and lower case are not the same name", "Nightly", "nightly", false],
  ["a name with spaces is found whole", "--run=full night run", "full night run", true],
  ["a name with spaces is not found cut", "--run=full night runs", "full night run", false],
  ["a name of other scripts is found", "--run=夜間-größe;", "夜間-größe", true],
  ["glob and regular expression characters stand for themselves", "run a+b[1]*(x).? now", "a+b[1]*(x).?", true],
  ["a star stands for nothing else", "nightly", "night*", false],
  ["a dot stands for nothing else", "nightlyx1", "nightly.1", false],
  ["a name with a slash is found", "xml/nightly/linux/web01.xml", "nightly/linux", true],
  ["an empty name is found nowhere", "(nightly)", "", false],
];

for (const [title, text, name, named] of naming) {
  test(title, () => assert.equal(namesToken(text, name), named));
}

test("any name is found between spaces, and not with a letter before or after it", () => {
  const name = fc
    .string({ minLength: 1, unit: "grapheme" })
    .filter((text) => !text.includes("x") && text.trim() !== "");
  fc.assert(
    fc.property(name, (text) => {
      assert.equal(namesToken(`run ${text} now`, text), true);
      assert.equal(namesToken(`x${text}`, text), false);
      assert.equal(namesToken(`${text}x`, text), false);
    }),
  );
});

const grouping: readonly [title: string, argv: readonly string[], subRun: string, groups: readonly string[]][] = [
  ["the group follows the build name", ["node", "run.js", "nightly-linux"], "{build}-{group}", ["linux"]],
  ["a group may hold dashes, dots and underscores", ["nightly-win_x-10.2"], "{build}-{group}", ["win_x-10.2"]],
  ["the ending of a file is no part of the group", ["logs/nightly-linux.log"], "{build}-{group}", ["linux"]],
  ["a folder's name ends at its slash", ["xml/nightly-linux/web01.xml"], "{build}-{group}", ["linux"]],
  ["letters of other scripts belong to the group", ["nightly-süd.xml"], "{build}-{group}", ["süd"]],
  ["the same group is told once", ["nightly-linux", "nightly-linux.log"], "{build}-{group}", ["linux"]],
  ["several groups are all told", ["nightly-a,nightly-b"], "{build}-{group}", ["a", "b"]],
  ["the build's own name tells no group", ["nightly", "nightly.log"], "{build}-{group}", []],
  ["a longer build name tells no group", ["pre-nightly-linux"], "{build}-{group}", []],
  ["the group may stand before the build", ["--run=linux-nightly"], "{group}-{build}", ["linux"]],
  ["text may follow the group", ["nightly-linux-run"], "{build}-{group}-run", ["linux"]],
  ["a slash may divide build and group", ["xml/nightly/linux/a.xml"], "{build}/{group}", ["linux"]],
];

for (const [title, argv, subRun, groups] of grouping) {
  test(title, () => assert.deepEqual(groupTokens(argv, "nightly", subRun), groups));
}

test("a build name with special characters tells its groups literally", () => {
  assert.deepEqual(groupTokens(["run (a+b)$&-linux"], "(a+b)$&", "{build}-{group}"), ["linux"]);
});
