import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { defaultPatterns } from "../../../src/core/defaults.ts";
import { suggestPatterns } from "../../../src/core/files/suggest.ts";
import { claimed, configOf, groupOf, plainBuild } from "./claiming.ts";
import { patternsOf, suggest } from "./suggesting.ts";

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

  const known: readonly [title: string, paths: readonly string[], patterns: readonly string[]][] = [
    ["a folder for each spec", ["xml/login/nightly_m1.xml", "xml/cart/nightly_m1.xml"], ["xml/*/{run}_{machine}.xml"]],
    [
      "the browser behind the names",
      ["xml/nightly-m1-chrome.xml", "xml/nightly-m2-firefox.xml"],
      ["xml/{run}-{machine}-*.xml"],
    ],
    ["a short hash", ["xml/nightly-m1-a1b2c3d.xml"], ["xml/{run}-{machine}-*.xml"]],
    ["a UUID", ["xml/nightly-m1-1b4e28ba-2fa1-11d2-883f-0016d3cca427.xml"], ["xml/{run}-{machine}-*.xml"]],
    ["a day and a month", ["xml/nightly_m1_1123.xml"], ["xml/{run}_{machine}_*.xml"]],
    ["a hidden folder", ["mochawesome/nightly/m1/.jsons/a.json"], ["mochawesome/{run}/{machine}/.jsons/a.json"]],
    ["capitals in the ending", ["xml/1/nightly_m1.XML"], ["xml/1/{run}_{machine}.XML"]],
    ["a date before a name with dashes", ["xml/20261123-m1-a-nightly.xml"], ["xml/*-{machine}-{run}.xml"]],
  ];
  for (const [title, paths, patterns] of known) {
    test(`know ${title} where the machines are declared`, () => {
      const found = suggest(paths, ["m1", "m2", "m1-a"]);
      assert.deepEqual([patternsOf(found), found.unfit], [patterns, []]);
    });
  }

  test("read the declared machine out of a name that was taken for a machine as a whole", () => {
    const paths = ["xml/nightly_m1_login.xml", "xml/nightly_m1-a_cart.xml", "xml/nightly/nightly-m2.xml"];
    const machines = ["m1", "m2", "m1-a"];
    const found = suggest(paths, machines);
    assert.deepEqual(
      found.suggestions.map((each) => [each.pattern, each.machines]),
      [
        ["xml/{run}_{machine}_*.xml", ["m1", "m1-a"]],
        ["xml/{run}/{run}-{machine}.xml", ["m2"]],
      ],
    );
    const build = plainBuild("nightly", machines);
    const { claimed: after } = claimed(paths, [build], configOf({ reporter: found.reporter })).attribution;
    assert.deepEqual(
      after.get("nightly")?.map(({ machine }) => machine),
      ["m1", "m1-a", "m2"],
    );
  });

  test("also claim files of a machine that was not named, and tell its name", () => {
    const paths = ["xml/nightly-m1-a.xml", "xml/nightly-m1-b.xml", "xml/nightly-m7-a.xml"];
    const { suggestions, unfit } = suggest(paths, ["m1"]);
    assert.deepEqual(
      suggestions.map((each) => [each.pattern, each.machines]),
      [["xml/{run}-{machine}-*.xml", ["m1", "m7"]]],
    );
    assert.deepEqual(unfit, []);
  });

  test("tell which files a pass has given to a wrong machine already", () => {
    const build = { ...plainBuild("nightly", ["m1"]), held: new Map([["xml/nightly_m1_a.xml", "m1_a"]]) };
    const found = suggestPatterns(claimed(["xml/nightly_m1_a.xml", "xml/nightly_m1_b.xml"], [build]), "nightly", [
      "m1",
    ]);
    assert.deepEqual([patternsOf(found), found.held], [["xml/{run}_{machine}_*.xml"], ["xml/nightly_m1_a.xml"]]);
  });

  test("serve a single machine whose files name nothing at all", () => {
    const paths = [`xml/test-results-${hash}.xml`, "mochawesome/mochawesome_001.json", "logs/20261123-run.log"];
    assert.deepEqual([...patternsOf(suggest(paths))].sort(), [
      "logs/*-run.log",
      "mochawesome/mochawesome{n}.json",
      "xml/test-results-{hash}.xml",
    ]);
    assert.deepEqual(patternsOf(suggest(paths, ["m1"])), []);
  });

  test("need the machines where the build does not stand in the path", () => {
    const paths = ["mochawesome/m1/a.json", "mochawesome/m1/b.json", "mochawesome/m2/results.json"];
    assert.deepEqual(suggest(paths), {
      build: "nightly",
      suggestions: [],
      reporter: {},
      unfit: [],
      held: [],
      guessed: true,
    });
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
