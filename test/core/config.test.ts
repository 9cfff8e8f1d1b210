import assert from "node:assert/strict";
import { test } from "node:test";
import { parseConfig, policyOf } from "../../src/core/config.ts";
import { configOf } from "./samples.ts";

function faults(value: unknown): readonly string[] {
  const parsed = parseConfig(value);
  return parsed.ok ? [] : parsed.faults;
}

test("an empty configuration is the default one", () => {
  const config = configOf();
  assert.equal(config.root, "/root/cdc-e2e-cyp-12.17.4");
  assert.equal(config.reporter.dir, "cypress/cmcReporter");
  assert.equal(config.stateDir, "/var/lib/atvm-run-watcher");
  assert.deepEqual(config.subRun, ["{build}-{group}"]);
  assert.equal(config.retention, "180d");
});

test("the default waits and limits, in milliseconds", () => {
  assert.deepEqual(policyOf(configOf()), {
    startWithin: 86_400_000,
    hangAfter: undefined,
    maxDuration: 259_200_000,
    settle: 60_000,
    quiet: 3_600_000,
    spacing: 2_000,
  });
});

test("a registration's own limits come before the configuration's; the internal waits it cannot change", () => {
  const config = configOf({ policy: { startWithin: "1h", hangAfter: "2h", maxDuration: "3h", settle: "5s" } });
  const { startWithin, hangAfter, maxDuration, settle } = policyOf(config, { startWithin: "1m", maxDuration: "2d" });
  assert.deepEqual([startWithin, hangAfter, maxDuration, settle], [60_000, 7_200_000, 172_800_000, 5_000]);
});

test("all faults are told at once, each with its key", () => {
  assert.deepEqual(
    faults({
      root: "relative",
      policy: { settle: "soon", quiet: "90" },
      reporter: { xml: ["/abs.xml", "{Machine}.xml"], logs: [] },
      markers: { end: ["("] },
      mattermost: { reportUrl: "ftp://x", api: { url: "http://x" } },
    }),
    [
      "root: expected an absolute path",
      "reporter.logs: Too small: expected array to have >=1 items",
      "reporter.xml.0: expected a path below the reporter directory",
      "reporter.xml.1: unknown placeholder {Machine}; known are {run} {build} {group} {machine} {hash} {n}",
      "markers.end.0: not a regular expression: Unterminated group",
      "policy.settle: expected a duration such as 90s, 30m, 2h or 3d",
      "policy.quiet: expected a duration such as 90s, 30m, 2h or 3d",
      "mattermost.reportUrl: expected an http or https URL",
      "mattermost.api.channelId: Invalid input: expected string, received undefined",
    ],
  );
});

test("a root or state directory that systemd would pass over in a unit is refused", () => {
  assert.deepEqual(faults({ root: "/srv/../atvm", stateDir: "/srv/state/.." }), [
    "root: expected a path without ..",
    "stateDir: expected a path without ..",
  ]);
  assert.equal(configOf({ root: "/srv/..atvm", credentialsFile: "/srv/../keys" }).root, "/srv/..atvm");
});

test("unknown keys are refused by name, at any depth", () => {
  assert.deepEqual(faults({ rot: "/x", policy: { setle: "1s", quite: "1h" } }).toSorted(), [
    'unknown key "policy.setle", "policy.quite"',
    'unknown key "rot"',
  ]);
});

test("a schema's address and a comment are allowed", () => {
  assert.deepEqual(faults({ $schema: "./config.schema.json", "//": ["any", "thing"] }), []);
});

test("a fault never repeats a value: it may be a secret put in the wrong place", () => {
  const secret = "https://chat.example/hooks/s3cr3t";
  const told = faults({ root: secret, mattermost: { channel: 5, timeout: secret }, stateDir: secret }).join("\n");
  assert.doesNotMatch(told, /s3cr3t/);
  assert.match(told, /mattermost\.timeout/);
});

test("what is no object at all is refused", () => {
  for (const value of [null, [], "x", 5]) assert.equal(faults(value).length, 1);
});

test("a channel is the name in its URL, as in a file of credentials", () => {
  assert.equal(configOf({ mattermost: { channel: "~results" } }).mattermost.channel, "results");
  assert.deepEqual(faults({ mattermost: { channel: "ATVM Results" } }), [
    "mattermost.channel: holds a space or a control character: a channel's name is the one in its URL",
  ]);
  assert.deepEqual(faults({ mattermost: { channel: "#" } }), ["mattermost.channel: names no channel"]);
});

test("a pattern for sub-runs has both build and group", () => {
  assert.deepEqual(faults({ subRun: ["{group}"] }), [
    "subRun.0: expected a run name with {build} and {group}, such as {build}-{group}",
  ]);
});

test("a pattern over log lines that could say nothing is refused, and why is told without repeating it", () => {
  const announced = ["machines: (.*)", "(?<machines>.*)", "(?<machine>.*) joins"];
  const status = ["(?<machine>.*) runs", "(?<state>.*)", "(?<machine>.*) is (?<state>.*)", "a)|(secret: b"];
  assert.deepEqual(faults({ machines: { announced, status } }), [
    "machines.announced.0: expected a group (?<machines>…) or (?<machine>…)",
    "machines.status.0: expected a group (?<machine>…) and (?<state>…)",
    "machines.status.1: expected a group (?<machine>…) and (?<state>…)",
    "machines.status.3: not a regular expression: Unmatched ')'",
  ]);
});
