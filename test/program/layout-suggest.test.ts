import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { runDist } from "./dist.ts";
import { json, layout, start, type LayoutJson } from "./layouts.ts";
import { workplace } from "./workplace.ts";

describe("layout --suggest", () => {
  const hash = "0123456789abcdef0123456789abcdef";
  const files = [
    "logs/20261123_nightly.log",
    "mochawesome/m1/login.json",
    "mochawesome/m2/cart.json",
    `xml/1/nightly-m1-${hash}.xml`,
    `xml/1/nightly-m2-${hash}.xml`,
  ];

  test("makes a configuration with which every file is claimed", (context) => {
    const place = workplace(context);
    for (const file of files) place.report(file, "");
    const asked = ["nightly", "--suggest", "--machines", "m1,m2", "--json"];
    const before = json(layout(place, ...asked));
    assert.deepEqual(
      before.suggestions.map(({ kind, pattern, machines }) => [kind, pattern, machines]),
      [
        ["junit", "xml/1/{run}-{machine}-{hash}.xml", ["m1", "m2"]],
        ["mochawesome", "mochawesome/{machine}/*.json", ["m1", "m2"]],
        ["log", "logs/*_{run}.log", []],
      ],
    );
    const config = join(place.folder, "config.json");
    writeFileSync(config, JSON.stringify({ root: join(place.folder, "root"), ...before.config }));
    start(place, "nightly", "--machines", "m1,m2", "--since", "1h");
    assert.deepEqual(
      json(layout(place, "--json")).files.map(({ build, machine, claimed }) => [build, machine, claimed]),
      [null, "m1", "m2", "m1", "m2"].map((machine) => ["nightly", machine, "claimed"]),
    );
  });

  test("shows people the patterns, what they claim, and what to write into config.json", (context) => {
    const place = workplace(context);
    for (const file of files) place.report(file, "");
    const { status, stdout } = layout(place, "nightly", "--suggest", "--machines", "m1");
    assert.equal(status, 0);
    const [, told = ""] = stdout.split("claimed by nobody\n\n");
    assert.deepEqual(told.split("\n").slice(0, 9), [
      "suggested: xml/1/{run}-{machine}-{hash}.xml claims 2 files (junit) for m1, m2",
      "suggested: logs/*_{run}.log claims 1 file (log) for the run as a whole",
      "where a number changes from run to run, write * for it: xml/1/{run}-{machine}-{hash}.xml",
      '1 file could be of "nightly", but no pattern claims them for it alone: mochawesome/m1/login.json',
      "(names fit only as they are written, capitals and accents too; a path with { } or * fits none; while other",
      "builds are open, files without a name fit none)",
      'left alone: 1 file without the name "nightly": nothing in their paths tells whose they are',
      "",
      "for config.json, in the place of what it says of these:",
    ]);
    const snippet = JSON.parse(told.slice(told.indexOf("{\n"))) as Required<LayoutJson>["config"];
    assert.equal(snippet.reporter["logs"]?.at(-1), "logs/*_{run}.log");
  });

  test("finds the declared machine in names that were taken for machines as a whole", (context) => {
    const place = workplace(context);
    start(place, "nightly", "--machines", "m1,m2");
    const files = ["xml/nightly_m1_login.xml", "xml/nightly_m2_cart.xml"];
    for (const file of [...files, "logs/nightly_m1_x.log"]) place.report(file, "");
    runDist(["reconcile", ...place.options]);
    const before = layout(place, "nightly", "--suggest").stdout;
    assert.match(before, /^claimed +junit +nightly +m1_login \(not declared\) +xml\/nightly_m1_login\.xml$/m);
    assert.match(before, /^suggested: xml\/\{run\}_\{machine\}_\*\.xml claims 2 files \(junit\) for m1, m2$/m);
    assert.match(before, /^2 files \(reports\) stay with .* until: atvm-run-watcher reset nightly$/m);
    assert.match(before, /^1 file \(logs\) stay with .* until it is registered anew: start nightly --replace /m);
    const { config } = json(layout(place, "nightly", "--suggest", "--json"));
    writeFileSync(join(place.folder, "config.json"), JSON.stringify({ root: join(place.folder, "root"), ...config }));
    assert.equal(runDist(["reset", "nightly", ...place.options]).status, 0);
    const after = json(layout(place, "--json")).files.filter(({ path }) => files.includes(path));
    assert.deepEqual(
      after.map(({ machine, declared }) => [machine, declared]),
      [
        ["m1", true],
        ["m2", true],
      ],
    );
  });

  test("warns of a pattern that names no run", (context) => {
    const place = workplace(context);
    place.report("logs/m1.log", "");
    assert.match(
      layout(place, "nightly", "--suggest", "--machines", "m1").stdout,
      /^suggested: logs\/\{machine\}\.log claims 1 file \(log\) for m1\n +it names no run: /m,
    );
  });

  test("serves a build that was closed without a file of its own", (context) => {
    const place = workplace(context);
    start(place, "nightly");
    place.report(`xml/1/nightly-m1-${hash}.xml`, "");
    assert.equal(runDist(["cancel", "nightly", ...place.options]).status, 0);
    runDist(["reconcile", ...place.options]);
    assert.match(runDist(["start", "nightly", ...place.options]).stderr, /: build-closed: /);
    const { suggestions } = json(layout(place, "nightly", "--suggest", "--json"));
    assert.deepEqual(
      suggestions.map(({ pattern }) => pattern),
      ["xml/1/{run}-{machine}-{hash}.xml"],
    );
  });

  test("says so when there is nothing to suggest", (context) => {
    const place = workplace(context);
    place.report("xml/nightly_m1.xml", "");
    assert.match(layout(place, "nightly", "--suggest").stdout, /\n\nno pattern to suggest for "nightly"\n$/);
  });

  test("is for the only open build where none is named, and needs a name else, as machines do", (context) => {
    const place = workplace(context);
    const refused = (found: string): void => {
      for (const option of [["--suggest"], ["--machines", "m1"]]) {
        const { status, stderr } = layout(place, ...option);
        assert.equal(status, 64);
        const told = `usage: ${option[0] ?? ""} needs the name of a build, for ${found}: layout BUILD ${option[0] ?? ""}`;
        assert.equal(stderr, `atvm-run-watcher: ${told} (see --help)\n`);
      }
    };
    place.report("mochawesome/m1/nightly.json", "");
    refused("none is open");
    start(place, "nightly", "--machines", "m1");
    assert.match(layout(place, "--suggest").stdout, /suggest[^\n]* "?nightly/);
    start(place, "weekly", "--machines", "m1");
    refused('open are "nightly", "weekly"');
  });
});
