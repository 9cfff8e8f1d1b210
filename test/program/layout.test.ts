import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { runDist } from "./dist.ts";
import { json, layout, start } from "./layouts.ts";
import { workplace } from "./workplace.ts";

describe("layout", () => {
  test("shows to which run and machine each file belongs, and which nobody claims", (context) => {
    const place = workplace(context);
    place.report("xml/nightly_m0.xml", "");
    start(place, "nightly");
    start(place, "weekly");
    place.report("xml/nightly_m1.xml", "");
    place.report("logs/weekly.log", "");
    place.report("other/stray.json", "");
    const { status, stdout, stderr } = layout(place);
    assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
    assert.deepEqual(stdout.split("\n"), [
      `below ${place.folder}/root/cypress/cmcReporter`,
      "",
      "claimed    kind         run      machine    file",
      "claimed    log          weekly   (the run)  logs/weekly.log",
      "unclaimed  mochawesome  -        -          other/stray.json",
      "older      junit        nightly  m0         xml/nightly_m0.xml",
      "claimed    junit        nightly  m1         xml/nightly_m1.xml",
      "",
      "4 files: 2 claimed, 1 older than the registration and not counted, 1 claimed by nobody",
      "",
    ]);
  });

  test("leaves out what belongs to other builds when it is asked about one", (context) => {
    const place = workplace(context);
    start(place, "nightly");
    start(place, "weekly");
    for (const path of ["xml/nightly_m1.xml", "xml/weekly_m1.xml", "xml/stray.xml"]) place.report(path, "");
    assert.deepEqual(
      json(layout(place, "nightly", "--json")).files.map(({ path, claimed }) => [path, claimed]),
      [
        ["xml/nightly_m1.xml", "claimed"],
        ["xml/stray.xml", "unclaimed"],
      ],
    );
  });

  test("prints one JSON object with the fields that are promised", (context) => {
    const place = workplace(context);
    start(place, "aa", "--machines", "bb");
    start(place, "bb", "--machines", "aa");
    place.report("xml/aa_bb.xml", "");
    place.report("xml/aa_cc.xml", "");
    assert.deepEqual(json(layout(place, "--json")), {
      version: 1,
      root: join(place.folder, "root"),
      files: [
        {
          path: "xml/aa_bb.xml",
          kind: "junit",
          build: null,
          run: null,
          machine: null,
          declared: null,
          claimed: "contested",
          by: ["aa", "bb"],
        },
        {
          path: "xml/aa_cc.xml",
          kind: "junit",
          build: "aa",
          run: "aa",
          machine: "cc",
          declared: false,
          claimed: "claimed",
          by: [],
        },
      ],
      suggestions: [],
    });
    assert.match(layout(place).stdout, /^contested +junit +aa and bb +- +xml\/aa_bb\.xml$/m);
  });

  test("guesses the groups of a categorized build as a pass does", (context) => {
    const place = workplace(context);
    start(place, "nightly", "--categorize");
    place.report("logs/nightly-linux.log", "  (Run Starting)\n");
    place.report("xml/nightly-linux/m1.xml", "");
    place.report("xml/nightly-win/m1.xml", "");
    assert.deepEqual(
      json(layout(place, "--json")).files.map(({ build, run, machine, claimed }) => [build, run, machine, claimed]),
      [
        ["nightly", "nightly-linux", null, "claimed"],
        ["nightly", "nightly-linux", "m1", "claimed"],
        [null, null, null, "unclaimed"],
      ],
    );
  });

  test("finds the root of a build, and looks at another one with --root", (context) => {
    const place = workplace(context);
    const other = join(place.folder, "other");
    mkdirSync(join(other, "cypress/cmcReporter/xml"), { recursive: true });
    writeFileSync(join(other, "cypress/cmcReporter/xml/nightly_m9.xml"), "");
    place.report("xml/nightly_m1.xml", "");
    start(place, "nightly", "--root", other, "--since", "1h");
    const machines = (...argv: readonly string[]): unknown =>
      json(layout(place, "--json", ...argv)).files.map(({ machine, claimed }) => [machine, claimed]);
    assert.deepEqual(machines("nightly"), [["m9", "claimed"]]);
    assert.deepEqual(machines(), [[null, "unclaimed"]]);
    assert.deepEqual(machines("--root", other), [["m9", "claimed"]]);
    assert.deepEqual(machines("nightly", "--root", join(place.folder, "root")), [["m1", "claimed"]]);
  });

  test("says to which closed build a file belongs, and suggests no pattern for it", (context) => {
    const place = workplace(context);
    start(place, "weekly", "--machines", "m1");
    place.report("xml/weekly_m1.xml", "");
    place.report("xml/1/m1-weekly.xml", "");
    assert.equal(runDist(["cancel", "weekly", ...place.options]).status, 0);
    runDist(["reconcile", ...place.options]);
    start(place, "nightly");
    place.report("xml/1/m1-nightly.xml", "");
    const { stdout } = layout(place);
    assert.match(stdout, /^closed +junit +weekly +m1 +xml\/weekly_m1\.xml$/m);
    assert.match(stdout, /^closed +junit +weekly +- +xml\/1\/m1-weekly\.xml$/m);
    assert.match(stdout, /^3 files: 0 claimed, 2 of builds that are closed, 1 claimed by nobody$/m);
    const asked = json(layout(place, "nightly", "--suggest", "--machines", "m1", "--json"));
    assert.deepEqual(
      asked.files.map(({ path }) => path),
      ["xml/1/m1-nightly.xml"],
    );
    assert.deepEqual(
      asked.suggestions.map(({ pattern }) => pattern),
      ["xml/1/{machine}-{run}.xml"],
    );
  });

  test("says what is missing when there is no reporter directory", (context) => {
    const place = workplace(context);
    rmSync(join(place.folder, "root"), { recursive: true });
    const { status, stdout, stderr } = layout(place);
    assert.deepEqual({ status, stdout }, { status: 65, stdout: "" });
    assert.match(
      stderr,
      /^atvm-run-watcher: reporter-dir-missing: [^\n]*cmcReporter is not there; [^\n]*--root[^\n]*\n$/,
    );
  });

  test("lists what no default pattern would look for: capitals, hidden folders, other endings of logs", (context) => {
    const place = workplace(context);
    const paths = ["logs/n.out", "logs/n.txt", "mochawesome/n/.jsons/a.json", "xml/n.XML"];
    for (const path of [...paths, "mochawesome/n/a.html"]) place.report(path, "");
    assert.deepEqual(
      json(layout(place, "--json")).files.map(({ path }) => path),
      paths,
    );
  });

  test("stays narrow where one name is long", (context) => {
    const place = workplace(context);
    start(place, "nightly");
    const long = "m".repeat(60);
    for (const machine of [long, "m1"]) place.report(`xml/nightly_${machine}.xml`, "");
    const [short = "", wide = ""] = layout(place).stdout.split("\n").slice(3);
    assert.equal(short, `claimed  junit  nightly  ${"m1".padEnd(24)}  xml/nightly_m1.xml`);
    assert.equal(wide, `claimed  junit  nightly  ${long}  xml/nightly_${long}.xml`);
  });

  test("shows names from disk without what they would do to a terminal", (context) => {
    const place = workplace(context);
    place.report("xml/\u001b[2J\n.xml", "");
    assert.match(layout(place).stdout, /xml\/\\u\{1b\}\[2J\\u\{a\}\.xml$/m);
  });
});
