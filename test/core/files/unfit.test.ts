import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { suggestPatterns } from "../../../src/core/files/suggest.ts";
import { claimed, plainBuild } from "./claiming.ts";
import { patternsOf, suggest } from "./suggesting.ts";

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
    const files = claimed(["xml/20261123-lnx-01-nightly.xml"], [plainBuild("nightly")]);
    const found = suggestPatterns(files, "nightly", ["lnx-01"]);
    assert.deepEqual([found.suggestions, found.unfit], [[], ["xml/20261123-lnx-01-nightly.xml"]]);
  });

  test("for a name that the files write with other capitals", () => {
    assert.deepEqual(suggest(["xml/1/Nightly_m1.xml"]).unfit, ["xml/1/Nightly_m1.xml"]);
  });

  test("for what cannot be written in one, and it is told", () => {
    const paths = ["xml/{1}/nightly-m1.xml", "xml/1/nächtlich-m1.xml".normalize("NFD")];
    assert.deepEqual(suggest(paths.slice(0, 1)).unfit, paths.slice(0, 1));
    const build = "nächtlich".normalize("NFC");
    assert.deepEqual(suggestPatterns(claimed(paths, [plainBuild(build)]), build, ["m1"]).unfit, paths.slice(1));
  });

  test("for the files of a closed build, nor one that would claim them", () => {
    const files = claimed(["xml/m1/1.xml", "xml/m1/weekly.xml"], [plainBuild("nightly", ["m1"])]);
    const owners = new Map([["xml/m1/weekly.xml", {}]]);
    assert.deepEqual(patternsOf(suggestPatterns(files, "nightly", ["m1"])), ["xml/{machine}/*.xml"]);
    assert.deepEqual(patternsOf(suggestPatterns(files, "nightly", ["m1"], owners)), []);
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
