import assert from "node:assert/strict";
import { test } from "node:test";
import { unitFindings, type ExpectedUnits, type Unit, type UnitTable } from "../../../src/core/health/units.ts";
import type { Moment } from "../../../src/core/time.ts";
import { present } from "../../../src/core/words.ts";

const expected: ExpectedUnits = {
  watched: ["/srv/xml", "/srv/logs"],
  unwatched: [],
  doorbell: "/run/atvm-run-watcher/doorbell",
  command: "/usr/bin/atvm-run-watcher reconcile",
};

const now: Moment = { at: "2026-11-25T21:28:45.000Z", boot: "b", ms: 0 };

const good: Unit = {
  load: "loaded",
  file: "enabled",
  active: "active",
  sub: "waiting",
  result: "success",
  fragment: "/lib/systemd/system/some.unit",
  needsReload: false,
  watches: [],
  next: "",
  command: "",
  timeout: "2min",
  startLimit: "0",
  ownTmp: true,
};

const table: UnitTable = {
  path: {
    ...good,
    watches: [
      { path: "/run/atvm-run-watcher/doorbell", how: "PathChanged" },
      { path: "/srv/logs", how: "PathChanged" },
      { path: "/srv/xml", how: "PathChanged" },
    ],
  },
  timer: { ...good, next: "Wed 2026-11-25 21:29:00 UTC" },
  service: { ...good, file: "static", active: "inactive", command: "/usr/bin/atvm-run-watcher reconcile" },
};

type Change = { readonly [Name in keyof UnitTable]?: Partial<Unit> };

/** Levels and texts of what is not fine. */
function found(change: Change): readonly string[] {
  const changed = {
    path: { ...table.path, ...change.path },
    timer: { ...table.timer, ...change.timer },
    service: { ...table.service, ...change.service },
  };
  return unitFindings(present(changed), expected, now)
    .filter(({ level }) => level !== "ok")
    .map(({ level, text, cure }) => `${level}: ${text} -> ${cure ?? "nothing"}`);
}

test("units that are as they should be: nothing to complain of, and each is told of", () => {
  assert.deepEqual(found({}), []);
  const findings = unitFindings(present(table), expected, now);
  const watched = findings.filter(({ check }) => check === "watched").map(({ text }) => text);
  assert.deepEqual(watched, [...expected.watched, expected.doorbell]);
  assert.deepEqual([...new Set(findings.map(({ check }) => check))], ["units", "watched", "timer"]);
});

const rows: readonly (readonly [title: string, change: Change, said: RegExp])[] = [
  [
    "one that is not installed",
    { path: { load: "not-found", watches: [] } },
    /^fault: atvm-run-watcher\.path is not installed -> install it again/,
  ],
  [
    "a masked one",
    { timer: { load: "masked", active: "inactive" } },
    /^fault: .*masked -> sudo systemctl unmask atvm-run-watcher\.timer$/,
  ],
  ["one that cannot be loaded", { service: { load: "bad-setting" } }, /^fault: .*cannot be loaded \(bad-setting\)/],
  [
    "one that is not enabled",
    { timer: { file: "disabled" } },
    /^fault: .*is disabled: after the next boot .*enable --now atvm-run-watcher\.timer$/,
  ],
  [
    "one that has failed",
    { path: { active: "failed", result: "unit-start-limit-hit" } },
    /^fault: .*has failed \(unit-start-limit-hit\).*reset-failed atvm-run-watcher\.path && sudo systemctl restart/,
  ],
  [
    "one that is not active",
    { path: { active: "inactive" } },
    /^fault: .*is inactive and starts no pass -> sudo systemctl start/,
  ],
  [
    "one that was changed on disk",
    { path: { needsReload: true } },
    /^warning: .*not loaded anew -> sudo systemctl daemon-reload$/,
  ],
  [
    "a pass that failed",
    { service: { active: "failed", result: "timeout" } },
    /^warning: the last pass failed \(timeout\) -> journalctl -t/,
  ],
  [
    "a service that starts another program",
    { service: { command: "/opt/x" } },
    /^warning: .*starts \/opt\/x, not \/usr\/bin\/atvm-run-watcher reconcile -> take that out of its drop-ins/,
  ],
  [
    "a service that only says what it would do",
    { service: { command: "/usr/bin/atvm-run-watcher reconcile --dry-run" } },
    /^warning: .*starts \S+ reconcile --dry-run, not /,
  ],
  [
    "a service that may hang for ever",
    { service: { timeout: "infinity" } },
    /^warning: .*has no time-out: a pass that/,
  ],
  ["a service with a start limit", { service: { startLimit: "10s" } }, /^warning: .*has a start limit: a storm of/],
  [
    "a path unit that watches other directories",
    { path: { watches: [{ path: "/old/xml", how: "PathChanged" }] } },
    /^fault: .*does not watch \/srv\/xml, \/srv\/logs, \/run.*doorbell, and it watches \/old\/xml \(PathChanged\) -> sudo atvm-run-watcher setup/,
  ],
  [
    "a path unit without the doorbell",
    { path: { watches: table.path.watches.slice(1) } },
    /^fault: .*: it does not watch \/run\/atvm-run-watcher\/doorbell ->/,
  ],
  [
    "a path unit that would start passes as long as something lies in the doorbell",
    { path: { watches: [...table.path.watches, { path: "/run/x", how: "DirectoryNotEmpty" }] } },
    /^fault: .*: it watches \/run\/x \(DirectoryNotEmpty\) ->/,
  ],
  ["a timer that will not fire", { timer: { next: "" } }, /^warning: it names no next pass/],
  [
    "a timer that fires too rarely",
    { timer: { next: "Wed 2026-11-25 21:30:16 UTC" } },
    /^warning: it starts no pass before Wed 2026-11-25 21:30:16 UTC: .* -> take OnCalendar= out of its drop-ins/,
  ],
  [
    "a unit file of an administrator's own",
    { timer: { fragment: "/etc/systemd/system/x.timer" } },
    /^note: \/etc\/systemd\/system\/x\.timer takes the place of the installed unit file/,
  ],
];

for (const [title, change, said] of rows) {
  test(title, () => {
    const [first, ...more] = found(change);
    assert.match(first ?? "", said);
    assert.deepEqual(more, []);
  });
}

test("a timer may fire as rarely as passes are not missed yet, or say when in a way unknown here", () => {
  for (const next of ["Wed 2026-11-25 21:30:15 UTC", "Thu 2026-11-26 09:00:00 CET"]) {
    assert.deepEqual(found({ timer: { next } }), [], next);
  }
});

test("a timer that has just started a pass names no next one yet", () => {
  assert.deepEqual(found({ timer: { next: "", sub: "running" } }), []);
});

test("units that could not be looked at are a fault, not missing units", () => {
  const [only, ...more] = unitFindings({ seen: "unreadable", detail: "Failed to connect to bus" }, expected, now);
  assert.deepEqual([only?.level, more], ["fault", []]);
  assert.match(only?.text ?? "", /could not look at the units: Failed to connect to bus/);
});

test("a directory that is not watched is told of, with the reason", () => {
  const unwatched = [{ folder: "/srv/xml", type: "nfs4" }];
  const seen = present({ ...table, path: { ...table.path, watches: table.path.watches.slice(0, 2) } });
  const notes = unitFindings(seen, { ...expected, watched: ["/srv/logs"], unwatched }, now).filter(
    ({ level }) => level !== "ok",
  );
  assert.deepEqual(
    notes.map(({ level, text }) => `${level}: ${text}`),
    [
      "note: /srv/xml lies on nfs4: not watched, since a server that does not answer would stop systemd; the timer looks there",
    ],
  );
});
