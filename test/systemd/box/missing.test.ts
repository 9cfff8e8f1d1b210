import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { missingOn, type Machine } from "./missing.ts";

const able: Machine = {
  platform: "linux",
  uid: 0,
  systemd: "/usr/lib/systemd/systemd",
  has: () => true,
  trial: () => undefined,
};

const unable: readonly [lacks: string, machine: Partial<Machine>, sentence: string][] = [
  ["another system", { platform: "darwin" }, "a systemd boots on Linux only, and this is darwin"],
  ["another user", { uid: 1000 }, "only root can boot a systemd in namespaces: run the tests as root"],
  ["no systemd", { systemd: undefined }, "there is no systemd here to boot: install the package systemd"],
  [
    "no tools",
    { has: (program) => !program.endsWith("share") && program !== "nsenter" },
    "there is no unshare, nsenter here: install the package util-linux",
  ],
  [
    "no permission",
    { trial: () => "mount: /run: permission denied." },
    "this machine lets no systemd boot in namespaces: mount: /run: permission denied.",
  ],
];

test("nothing is missing on a machine that has everything", () => {
  assert.equal(missingOn(able), undefined);
});

for (const [lacks, machine, sentence] of unable) {
  test(`what is missing is named: ${lacks}`, () => {
    assert.equal(missingOn({ ...able, ...machine }), sentence);
  });
}

function runSample(environment: Readonly<Record<string, string>>): { status: number | null; stdout: string } {
  const reporter = join(import.meta.dirname, "../../../scripts/skipped.mjs");
  const reporters = ["tap", reporter].flatMap((name) => [
    "--test-reporter",
    name,
    "--test-reporter-destination",
    "stdout",
  ]);
  const argv = ["--import", "tsx", "--test", ...reporters, join(import.meta.dirname, "sample.ts")];
  // Not as a child of the runner of this test, whose reporters would be asked instead.
  const { PATH = "" } = process.env;
  return spawnSync(process.execPath, argv, { encoding: "utf8", env: { PATH, ...environment } });
}

test("where no systemd can be booted, a test that needs one fails under CI", () => {
  const { status, stdout } = runSample({ CI: "true" });
  assert.equal(status, 1);
  assert.match(stdout, /there is no systemd here/);
  assert.doesNotMatch(stdout, /ran all the same|SKIP/);
});

test("elsewhere it is skipped and says why, to the summary too", () => {
  const { status, stdout } = runSample({});
  assert.equal(status, 0);
  assert.match(stdout, /^ok 1 - needs a systemd # SKIP there is no systemd here$/m);
  assert.match(stdout, /^there is no systemd here$/m);
  assert.doesNotMatch(stdout, /ran all the same/);
});
