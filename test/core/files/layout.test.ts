import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inventoryOf, type Inventory } from "../../../src/core/files/fresh.ts";
import { layoutRows, type LayoutRow } from "../../../src/core/files/layout.ts";
import { claimed, filesAt, groupOf, plainBuild } from "./claiming.ts";

describe("The layout", () => {
  test("tells the build, the run and the machine of each file, in the order given", () => {
    const claimants = [plainBuild("weekly"), groupOf("nightly", "linux")];
    assert.deepEqual(rows(["xml/weekly_m1.xml", "xml/nightly_linux/m2.xml", "logs/weekly.log"], claimants), [
      row("xml/weekly_m1.xml", { build: "weekly", run: "weekly", machine: "m1" }),
      row("xml/nightly_linux/m2.xml", { build: "nightly", run: "nightly-linux", machine: "m2" }),
      row("logs/weekly.log", { kind: "log", build: "weekly", run: "weekly", machine: null }),
    ]);
  });

  test("tells which machines are none of those declared", () => {
    assert.deepEqual(
      rows(["xml/weekly_m1.xml", "xml/weekly_m1_login.xml", "xml/weekly.xml"], [plainBuild("weekly", ["m1"])]).map(
        ({ machine, declared }) => [machine, declared],
      ),
      [
        ["m1", true],
        ["m1_login", false],
        [null, null],
      ],
    );
  });

  test("tells of files that closed builds own", () => {
    const { files, attribution } = claimed(["xml/1.xml"], []);
    const owners = new Map([["xml/1.xml", { build: "weekly", run: "weekly-win", machine: "m1" }]]);
    assert.deepEqual(layoutRows(files, attribution, [], new Map(), owners), [
      row("xml/1.xml", { build: "weekly", run: "weekly-win", machine: "m1", claimed: "closed" }),
    ]);
  });

  test("tells which files nobody claims", () => {
    const nobody = { build: null, run: null, machine: null, claimed: "unclaimed" } as const;
    assert.deepEqual(rows(["mochawesome/other.json"], [plainBuild("weekly")]), [
      row("mochawesome/other.json", { kind: "mochawesome", ...nobody }),
    ]);
  });

  test("tells who contests a file", () => {
    const claimants = [plainBuild("aa", ["bb"]), plainBuild("bb", ["aa"])];
    const nobody = { build: null, run: null, machine: null, claimed: "contested" } as const;
    assert.deepEqual(rows(["xml/aa_bb.xml"], claimants), [row("xml/aa_bb.xml", { ...nobody, by: ["aa", "bb"] })]);
  });

  test("tells which files are as they were at the build's registration", () => {
    const leftovers = filesAt(["xml/weekly_m1.xml", "xml/weekly_m2.xml"]).map(({ path, stamp }, index) => ({
      path,
      stamp: { ...stamp, size: stamp.size + index },
      position: null,
    }));
    const paths = ["xml/weekly_m1.xml", "xml/weekly_m2.xml", "xml/weekly_m3.xml"];
    const seen = rows(paths, [plainBuild("weekly")], new Map([["weekly", inventoryOf(leftovers)]]));
    assert.deepEqual(
      seen.map((each) => each.claimed),
      ["older", "claimed", "claimed"],
    );
  });
});

function rows(
  paths: readonly string[],
  claimants: Parameters<typeof claimed>[1],
  inventories: ReadonlyMap<string, Inventory> = new Map(),
): readonly LayoutRow[] {
  const { files, attribution } = claimed(paths, claimants);
  return layoutRows(files, attribution, claimants, inventories, new Map());
}

function row(path: string, rest: Partial<LayoutRow>): LayoutRow {
  return {
    path,
    kind: "junit",
    build: null,
    run: null,
    machine: null,
    declared: null,
    claimed: "claimed",
    by: [],
    ...rest,
  };
}
