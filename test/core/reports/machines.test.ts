import assert from "node:assert/strict";
import { test } from "node:test";
import { allReports, withoutMerges } from "../../../src/core/reports/machines.ts";
import { at, junit, log, mochawesome, unfinished, type Paper } from "../papers.ts";
import { watching } from "../situations.ts";

/** The paths of the reports that are no merges. */
function kept(...files: readonly Paper[]): readonly string[] {
  return withoutMerges(allReports(watching().look(0, { files }).memory().artifacts)).map(({ path }) => path);
}

function json(path: string, uuids: string, machine: string | null = "m1"): Paper {
  return at(path, mochawesome(machine, [], uuids));
}

test("a merge of all parts goes, its parts stay", () => {
  assert.deepEqual(kept(json("a", "1"), json("b", "2"), json("m", "1 2", null)), ["a", "b"]);
});

test("a merge of merges goes too", () => {
  assert.deepEqual(kept(json("a", "1"), json("b", "2"), json("m", "1 2", null), json("n", "1 2", null)), ["a", "b"]);
});

test("of two copies the one that belongs to a machine stays, not the run-level one", () => {
  assert.deepEqual(kept(json("a", "1", null), json("b", "1")), ["b"]);
  assert.deepEqual(kept(json("a", "1"), json("b", "1", null)), ["a"]);
});

test("a merge under a machine's folder goes rather than its parts: the larger file is asked first", () => {
  assert.deepEqual(kept(json("a", "1"), json("b", "2"), json("m", "1 2")), ["a", "b"]);
});

test("a file that holds a test of its own stays, though its others stand elsewhere", () => {
  assert.deepEqual(kept(json("a", "1 2"), json("b", "2 3")), ["a", "b"]);
});

test("a file without uuids, or one that is not final, is never a merge", () => {
  assert.deepEqual(kept(junit("m1"), json("m", ""), unfinished("m2", "cut")).length, 3);
});

test("machines are those declared, announced and observed, each once, in this order", () => {
  const run = watching({ machines: ["m2"] }).look(0, { files: [junit("m1"), log(["machines: m3, m2"])] });
  assert.deepEqual(run.situation().scope.names, ["m2", "m3", "m1"]);
  assert.equal(run.situation().scope.origin, "declared");
});

test("how machines came to be known: declared before announced before observed before none", () => {
  const origin = (...files: readonly Paper[]): string => watching().look(0, { files }).situation().scope.origin;
  assert.deepEqual(
    [origin(junit("m1"), log(["machines: m1"])), origin(junit("m1")), origin(junit(null))],
    ["announced", "observed", "none"],
  );
});
