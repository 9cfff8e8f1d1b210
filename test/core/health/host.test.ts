import assert from "node:assert/strict";
import { test } from "node:test";
import type { Finding } from "../../../src/core/health/finding.ts";
import { healthStatus } from "../../../src/core/health/finding.ts";
import { processFindings, spaceFinding, systemdFinding, type Space } from "../../../src/core/health/host.ts";
import { present } from "../../../src/core/words.ts";

const blind = { seen: "unreadable", detail: "EACCES" } as const;
const processes = present({ count: 90 });
const bootId = present("b1");
const roomy: Space = { freeBytes: 1e10, freeInodes: 1e6, writable: true };

function levels(findings: readonly Finding[]): string {
  return findings.map(({ check, level }) => `${check} ${level}`).join(", ");
}

test("processes and boot that can be seen are fine, in the kernel's own namespace or under a systemd", () => {
  for (const first of [
    { name: "bash", initial: true },
    { name: "systemd", initial: false },
  ]) {
    assert.equal(levels(processFindings(processes, bootId, present(first))), "processes ok, boot ok");
  }
});

test("in a namespace of its own the runners of the host are not seen", () => {
  const seen = processFindings(processes, bootId, present({ name: "bash", initial: false }));
  assert.equal(levels(seen), "processes ok, boot ok, namespace fault");
});

test("what cannot be looked at is a fault; who holds pid 1 need not be known", () => {
  assert.equal(levels(processFindings(blind, blind, blind)), "processes fault, boot fault");
});

const spaces: readonly (readonly [title: string, change: Partial<Space>, level: string])[] = [
  ["room enough", {}, "ok"],
  ["less than 100 MiB", { freeBytes: 100 * 1024 * 1024 - 1 }, "warning"],
  ["less than 5 MiB", { freeBytes: 5 * 1024 * 1024 - 1 }, "fault"],
  ["hardly any file left", { freeInodes: 99 }, "fault"],
  ["a file system that cannot be written to", { writable: false }, "fault"],
];

for (const [title, change, level] of spaces) {
  test(`${title}: ${level}`, () =>
    assert.equal(spaceFinding("disk", "/s", present({ ...roomy, ...change })).level, level));
}

test("a folder that is not there yet is only a note, one that cannot be looked at a warning", () => {
  assert.equal(spaceFinding("disk", "/s", { seen: "absent" }).level, "note");
  assert.equal(spaceFinding("disk", "/s", blind).level, "warning");
});

test("an older systemd is told what it ignores, by a note", () => {
  assert.equal(systemdFinding(present(252)).level, "ok");
  const old = systemdFinding(present(239));
  assert.equal(old.level, "note");
  assert.match(old.text, /^version 239 ignores ProtectHostname=.*TriggerLimitIntervalSec=/);
  assert.match(systemdFinding(present(245)).text, /ignores LoadCredential=, TriggerLimit/);
});

test("the exit status is that of the gravest finding", () => {
  const of = (...all: readonly Finding["level"][]): number =>
    healthStatus(all.map((level) => ({ check: "x", level, text: "", cure: null })));
  assert.deepEqual([of(), of("ok", "note"), of("ok", "warning"), of("warning", "fault", "ok")], [0, 0, 1, 2]);
});
