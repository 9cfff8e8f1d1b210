import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { doorbellOf, pathDropInText, serviceDropInText, watchable } from "../../../src/core/setup/dropins.ts";
import { configOf } from "../samples.ts";

const shippedPath = readFileSync(new URL("../../../units/atvm-run-watcher.path", import.meta.url), "utf8");

function lines(text: string | null): readonly string[] | undefined {
  return text?.split("\n").slice(1);
}

test("the path unit as shipped watches what the default configuration says, so that nothing is written beside it", () => {
  const watched = [...shippedPath.matchAll(/^PathChanged=(.*)$/gm)].map(([, path]) => path);
  assert.deepEqual(watched, [...watchable(configOf(), []).watched, doorbellOf(configOf())]);
  assert.equal(pathDropInText(configOf(), []), null);
  assert.equal(serviceDropInText(configOf()), null);
});

test("another root takes the place of the shipped directories, and the doorbell is watched on", () => {
  assert.deepEqual(lines(pathDropInText(configOf({ root: "/srv/100% atvm" }), [])), [
    "[Path]",
    "PathChanged=",
    "PathChanged=/srv/100%% atvm/cypress/cmcReporter/logs",
    "PathChanged=/srv/100%% atvm/cypress/cmcReporter/xml",
    "PathChanged=/srv/100%% atvm/cypress/cmcReporter/mochawesome",
    "PathChanged=/run/atvm-run-watcher/doorbell",
    "",
  ]);
});

test("another state directory moves the doorbell, and the service may write there", () => {
  const config = configOf({ stateDir: '/srv/a "b" $c' });
  assert.match(pathDropInText(config, []) ?? "", /^PathChanged=\/srv\/a "b" \$c\.run\/doorbell$/m);
  assert.deepEqual(lines(serviceDropInText(config)), [
    "[Service]",
    String.raw`ReadWritePaths="-/srv/a \"b\" $c" "-/srv/a \"b\" $c.run"`,
    "",
  ]);
});

test("a path is written as systemd tells of it, without empty parts", () => {
  for (const stateDir of ["/srv//state///", "/srv/./state/", "//srv/state"]) {
    assert.equal(doorbellOf(configOf({ stateDir })), "/srv/state.run/doorbell", stateDir);
  }
  for (const stateDir of ["/var/lib/atvm-run-watcher/", "/var//lib/./atvm-run-watcher"]) {
    assert.equal(doorbellOf(configOf({ stateDir })), "/run/atvm-run-watcher/doorbell", stateDir);
  }
});

test("a directory whose server may stop to answer is not watched, the others and the doorbell are", () => {
  const mounts = [{ point: "/srv/atvm/cypress/cmcReporter/xml", type: "nfs4" }];
  const config = configOf({ root: "/srv/atvm" });
  assert.deepEqual(lines(pathDropInText(config, mounts)), [
    "[Path]",
    "PathChanged=",
    "PathChanged=/srv/atvm/cypress/cmcReporter/logs",
    "PathChanged=/srv/atvm/cypress/cmcReporter/mochawesome",
    "PathChanged=/run/atvm-run-watcher/doorbell",
    "",
  ]);
  assert.deepEqual(watchable(config, mounts).unwatched, [
    { folder: "/srv/atvm/cypress/cmcReporter/xml", type: "nfs4" },
  ]);
});
