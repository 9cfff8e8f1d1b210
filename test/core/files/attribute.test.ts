import assert from "node:assert/strict";
import { test } from "node:test";
import { attribute, claimGlobs, type Claimant } from "../../../src/core/files/attribute.ts";
import { machineName } from "../../../src/core/files/machines.ts";
import type { FileSeen } from "../../../src/core/ports.ts";
import { configOf } from "../samples.ts";

function claimant(build: string, change: Partial<Claimant> = {}): Claimant {
  const { group = null } = change;
  const id = group === null ? build : `${build}/${group}`;
  const runs = [group === null ? build : `${build}-${group}`];
  return { id, build, group, runs, machines: [], plain: group === null, held: new Map(), ...change };
}

function file(path: string): FileSeen {
  const kind = path.endsWith(".xml") ? "junit" : path.endsWith(".json") ? "mochawesome" : "log";
  return { path, kind, stamp: { ino: path, size: 1, mtimeNs: "1" } };
}

/** Who gets a file, as `scope: machine`; `-` is run-level. */
function owner(
  path: string,
  claimants: readonly Claimant[],
  settings: object = {},
  only: Claimant | null = null,
): string {
  const { claimed, contested } = attribute(configOf(settings), [file(path)], claimants, only);
  if (contested.length > 0) return "contested";
  const [entry] = [...claimed];
  return entry === undefined ? "nobody" : `${entry[0]}: ${entry[1][0]?.machine ?? "-"}`;
}

const nightly = claimant("nightly");
const hash = "0123456789abcdef0123456789abcdef";

const rows: readonly (readonly [path: string, said: string])[] = [
  ["xml/nightly/m1.xml", "nightly: m1"],
  ["xml/nightly/m1/a.cy.js.xml", "nightly: m1"],
  ["xml/nightly_m1.xml", "nightly: m1"],
  [`xml/nightly/m1-${hash}.xml`, "nightly: m1"],
  [`xml/nightly_m1_${hash}.xml`, "nightly: m1"],
  [`xml/nightly_m1.${hash}.xml`, "nightly: m1"],
  ["mochawesome/nightly/m1_001.json", "nightly: m1"],
  ["mochawesome/nightly_m1_001.json", "nightly: m1"],
  ["logs/nightly.log", "nightly: -"],
  ["logs/nightly/nightly.log", "nightly: -"],
  ["xml/nightly.xml", "nightly: -"],
  [`xml/nightly_${hash}.xml`, "nightly: -"],
  ["mochawesome/nightly/merged.json", "nightly: -"],
  ["mochawesome/nightly/Combined.json", "nightly: -"],
  ["xml/nightly/test-results.xml", "nightly: -"],
  ["mochawesome/nightly_all.json", "nightly: -"],
  ["xml/nightly-m1.xml", "nobody"],
  ["xml/m1_nightly.xml", "nobody"],
  ["xml/weekly/m1.xml", "nobody"],
  ["xml/nightly.bak/m1.xml", "nobody"],
  ["xml/nightly/m1/deep/a.xml", "nobody"],
  ["logs/nightly/m1.xml", "nobody"],
];

for (const [path, said] of rows)
  test(`${path} is claimed so: ${said}`, () => assert.equal(owner(path, [nightly]), said));

const declared = claimant("nightly", { machines: ["rhel9.lab", "SLES15", "all"] });

for (const [path, said] of [
  ["xml/nightly-rhel9.xml", "nightly: rhel9.lab"],
  ["xml/sles15_nightly.xml", "nightly: SLES15"],
  ["xml/sles15-nightly.xml", "nightly: SLES15"],
  ["xml/RHEL9.LAB/nightly.xml", "nightly: rhel9.lab"],
  ["xml/nightly/sles15.example.com.xml", "nightly: SLES15"],
  ["xml/nightly/all.xml", "nightly: all"],
  ["xml/nightly-other.xml", "nobody"],
  ["xml/nightly_other.xml", "nightly: other"],
] as const) {
  test(`with declared machines ${path} is claimed so: ${said}`, () => assert.equal(owner(path, [declared]), said));
}

test("a declared machine is known by its name without case and domain only where one alone fits", () => {
  assert.equal(machineName("M1", ["m1.a", "m2"]), "m1.a");
  assert.equal(machineName("m1.lab.b", ["m1.lab"]), "m1.lab");
  assert.equal(machineName("m1", ["m1.a", "m1.b"]), null);
  assert.equal(machineName("m1", ["m1", "m1.b"]), "m1");
  assert.equal(machineName("m10", ["m1"]), null);
});

test("a categorized build does not know the further file names of declared machines", () => {
  assert.equal(
    owner("xml/nightly-linux-m1.xml", [claimant("nightly", { group: "linux", machines: ["m1"], plain: false })]),
    "nobody",
  );
});

test("the longest run name that fits wins", () => {
  const long = claimant("nightly_linux");
  assert.equal(owner("xml/nightly_linux_m1.xml", [nightly, long]), "nightly_linux: m1");
  assert.equal(owner("xml/nightly_linux_m1.xml", [long, nightly]), "nightly_linux: m1");
});

test("a group's file goes to the group and not to its build", () => {
  const group = claimant("nightly", { group: "linux", plain: false });
  assert.equal(owner("xml/nightly-linux/m1.xml", [{ ...nightly, plain: false }, group]), "nightly/linux: m1");
});

test("claimed by two means claimed by none, and both are named", () => {
  const [a, b] = [claimant("a", { runs: ["nightly"] }), claimant("b", { runs: ["nightly"] })];
  const { contested, claimed } = attribute(configOf(), [file("xml/nightly/m1.xml")], [a, b], null);
  assert.deepEqual(contested, [{ path: "xml/nightly/m1.xml", by: ["nightly", "nightly"] }]);
  assert.equal(claimed.size, 0);
});

test("a file stays with the scope that saw it first, also when a longer run name is registered later", () => {
  const holder = claimant("nightly", { held: new Map([["xml/nightly_linux_m1.xml", "linux_m1"]]) });
  assert.equal(owner("xml/nightly_linux_m1.xml", [holder, claimant("nightly_linux")]), "nightly: linux_m1");
});

test("what a categorized build itself holds may still turn out to be a group's", () => {
  const parent = claimant("nightly", { plain: false, held: new Map([["xml/nightly/linux/m1.xml", "linux"]]) });
  const group = claimant("nightly", { group: "linux", plain: false, runs: ["nightly/linux"] });
  assert.equal(owner("xml/nightly/linux/m1.xml", [parent, group]), "nightly/linux: m1");
});

test("a file keeps the machine it was given to first", () => {
  const holder = claimant("nightly", { machines: ["m1.lab"], held: new Map([["xml/nightly/m1.xml", "m1"]]) });
  assert.equal(owner("xml/nightly/m1.xml", [holder]), "nightly: m1");
});

test("a pattern without a name claims for the only open scope, and for none where there are two", () => {
  const settings = { reporter: { xml: ["xml/{machine}.xml"] } };
  assert.equal(owner("xml/m1.xml", [nightly], settings, nightly), "nightly: m1");
  assert.equal(owner("xml/m1.xml", [nightly, claimant("weekly")], settings), "nobody");
});

test("names are literal: what looks like an expression or a glob is neither", () => {
  const odd = claimant("a.b*[c]+(d)");
  assert.equal(owner("xml/a.b*[c]+(d)/m1.xml", [odd]), "a.b*[c]+(d): m1");
  assert.equal(owner("xml/aXbb[c]+(d)/m1.xml", [odd]), "nobody");
});

test("the globs of a scope name its runs and nothing else", () => {
  const globs = claimGlobs(
    configOf({ reporter: { xml: ["xml/{run}/{machine}-{hash}.xml"] } }),
    claimant("a[1]"),
    "junit",
  );
  assert.deepEqual(globs, ["xml/a\\[1\\]/*-*.xml"]);
});

test("a pattern with {group} is for groups alone", () => {
  const settings = { reporter: { xml: ["xml/{build}/{group}/{machine}.xml"] } };
  assert.equal(owner("xml/nightly/linux/m1.xml", [nightly], settings), "nobody");
  assert.equal(
    owner("xml/nightly/linux/m1.xml", [claimant("nightly", { group: "linux" })], settings),
    "nightly/linux: m1",
  );
});

test("where a star stands beside the machine, a declared one is found, the longest that fits", () => {
  const build = claimant("nightly", { machines: ["lnx", "01", "lnx-01", "lnx_a", "db.lab"] });
  const settings = { reporter: { xml: ["xml/*-{machine}-{run}.xml", "xml/{run}_{machine}_*.xml"] } };
  const said = (path: string): string => owner(path, [build], settings);
  assert.equal(said("xml/20261123-lnx-01-nightly.xml"), "nightly: lnx-01");
  assert.equal(said("xml/20261123-LNX-01-nightly.xml"), "nightly: lnx-01");
  assert.equal(said("xml/nightly_lnx_a_login.xml"), "nightly: lnx_a");
  assert.equal(said("xml/nightly_lnx_login.xml"), "nightly: lnx");
  assert.equal(said("xml/20261123-lnx-nightly.xml"), "nightly: lnx");
  assert.equal(said("xml/nightly_LNX-01_login.xml"), "nightly: lnx-01");
  assert.equal(said("xml/nightly_db_login.xml"), "nightly: db.lab");
  assert.equal(said("xml/nightly_win_login.xml"), "nightly: win");
  assert.equal(said("xml/nightly_win_lnx.xml"), "nightly: win");
});
