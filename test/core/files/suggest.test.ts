import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { defaultPatterns } from "../../../src/core/defaults.ts";
import { suggestPatterns, type Suggestions } from "../../../src/core/files/suggest.ts";
import { claimed, configOf, groupOf, plainBuild } from "./claiming.ts";

const hash = "0123456789abcdef0123456789abcdef";

describe("Suggested patterns", () => {
  const layouts: readonly [title: string, paths: readonly string[], patterns: readonly string[]][] = [
    ["a folder for each day", ["xml/2026-11-23/nightly_m1.xml"], ["xml/*/{run}_{machine}.xml"]],
    ["dates before the names", ["xml/20261123-nightly-m1.xml"], ["xml/*-{run}-{machine}.xml"]],
    ["hashes behind the names", [`xml/nightly-m1-${hash}.xml`], ["xml/{run}-{machine}-{hash}.xml"]],
    ["the machine before the build", ["xml/m1-nightly.xml", "xml/m2-nightly.xml"], ["xml/{machine}-{run}.xml"]],
    ["a folder for each build", ["nightly/junit/m1.xml", "nightly/junit/m2.xml"], ["{run}/junit/{machine}.xml"]],
    ["the run's own log", ["logs/20261123_nightly.log"], ["logs/*_{run}.log"]],
    [
      "one part that varies and one that does not",
      ["xml/firefox-nightly-m1.xml", "xml/firefox-nightly-m2.xml"],
      ["xml/firefox-{run}-{machine}.xml"],
    ],
    [
      "a folder for each machine with one name in all of them",
      ["xml/1/nightly/m1/results.xml", "xml/1/nightly/m2/results.xml"],
      ["xml/1/{run}/{machine}/results.xml"],
    ],
    [
      "the last part as the machine where any could be",
      ["xml/übung-nightly-m1.xml"],
      ["xml/übung-{run}-{machine}.xml"],
    ],
    [
      "a folder for each machine with a file for each spec",
      ["xml/1/nightly/m1/a.xml", "xml/1/nightly/m1/b.xml", "xml/1/nightly/m2/a.xml"],
      ["xml/1/{run}/{machine}/*.xml"],
    ],
  ];
  for (const [title, paths, patterns] of layouts) {
    test(`know ${title} without being told the machines`, () => {
      const found = suggest(paths);
      assert.deepEqual(patternsOf(found), patterns);
      assert.deepEqual(found.suggestions.flatMap(({ files }) => files).sort(), [...paths].sort());
      assert.deepEqual(found.unfit, []);
    });
  }

  test("need the machines where the build does not stand in the path", () => {
    const paths = ["mochawesome/m1/a.json", "mochawesome/m1/b.json", "mochawesome/m2/results.json"];
    assert.deepEqual(suggest(paths), { build: "nightly", suggestions: [], reporter: {}, unfit: [] });
    assert.deepEqual(suggest(paths, ["m1", "m2"]).suggestions, [
      { kind: "mochawesome", pattern: "mochawesome/{machine}/*.json", files: paths, machines: ["m1", "m2"] },
    ]);
  });

  test("tell the declared name of a machine that a file names without its domain", () => {
    const claimants = [plainBuild("nightly", ["m1.example.org"])];
    const found = suggestPatterns(claimed(["xml/1/m1-nightly.xml"], claimants), "nightly", ["m1.example.org"]);
    assert.deepEqual(found.suggestions[0]?.machines, ["m1.example.org"]);
  });

  test("come with all patterns of their kind, and of no other kind", () => {
    assert.deepEqual(suggest(["xml/m1-nightly.xml"]).reporter, {
      xml: [...defaultPatterns.xml, "xml/{machine}-{run}.xml"],
    });
  });

  test("make the files the build's when they stand in the configuration", () => {
    const paths = [`xml/nightly-m1-${hash}.xml`, "xml/m1-nightly.xml", "logs/20261123_nightly.log"];
    const config = configOf({ reporter: suggest(paths).reporter });
    assert.deepEqual(claimed(paths, [plainBuild("nightly")], config).attribution.unclaimed, []);
  });

  test("work for the groups of a build", () => {
    const files = claimed(["xml/1/nightly-linux_m1.xml"], [groupOf("nightly", "linux"), groupOf("nightly", "win")]);
    assert.deepEqual(patternsOf(suggestPatterns(files, "nightly", [])), ["xml/1/{run}_{machine}.xml"]);
  });

  test("may serve other open builds too", () => {
    const paths = ["xml/m1-nightly.xml", "xml/m1-weekly.xml"];
    const found = suggestPatterns(claimed(paths, [plainBuild("nightly"), plainBuild("weekly")]), "nightly", []);
    assert.deepEqual(found.suggestions, [
      { kind: "junit", pattern: "xml/{machine}-{run}.xml", files: ["xml/m1-nightly.xml"], machines: ["m1"] },
    ]);
  });
});

describe("No pattern is suggested", () => {
  test("that would also claim a file that may be another run's", () => {
    const found = suggest(["logs/m1.log", "logs/weekly.log"], ["m1"]);
    assert.deepEqual(found.suggestions, []);
    assert.deepEqual(found.unfit, ["logs/m1.log"]);
  });

  test("for files without the build's name while another build is open", () => {
    const claimants = [plainBuild("nightly", ["m1"]), plainBuild("weekly")];
    const found = suggestPatterns(claimed(["logs/m1.log"], claimants), "nightly", ["m1"]);
    assert.deepEqual([found.suggestions, found.unfit], [[], ["logs/m1.log"]]);
  });

  test("that would read the wrong machine out of a path", () => {
    const found = suggest(["xml/20261123-lnx-01-nightly.xml"], ["lnx-01"]);
    assert.deepEqual([found.suggestions, found.unfit], [[], ["xml/20261123-lnx-01-nightly.xml"]]);
  });

  test("for a name that the files write with other capitals", () => {
    assert.deepEqual(suggest(["xml/1/Nightly_m1.xml"]).unfit, ["xml/1/Nightly_m1.xml"]);
  });

  test("for the files of another open build", () => {
    const claimants = [plainBuild("nightly"), plainBuild("weekly")];
    const found = suggestPatterns(claimed(["xml/1/weekly_m1.xml"], claimants), "nightly", []);
    assert.deepEqual([found.suggestions, found.unfit], [[], []]);
  });

  test("for what is claimed already, or is of somebody else", () => {
    const found = suggest(["xml/nightly_m1.xml", "xml/weekly_m1.xml"], ["m1"]);
    assert.deepEqual([found.suggestions, found.unfit], [[], []]);
  });
});

function suggest(paths: readonly string[], machines: readonly string[] = []): Suggestions {
  return suggestPatterns(claimed(paths, [plainBuild("nightly", machines)]), "nightly", machines);
}

function patternsOf({ suggestions }: Suggestions): readonly string[] {
  return suggestions.map(({ pattern }) => pattern);
}
