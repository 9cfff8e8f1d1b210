import assert from "node:assert/strict";
import { test } from "node:test";
import { conflict, endWarnings, processesOf } from "../../../src/core/memory/registration.ts";
import { newScope } from "../../../src/core/state/newscope.ts";
import type { BuildRequest } from "../../../src/core/state/state.ts";
import { attemptOf, configOf, momentAt, processOf } from "../samples.ts";

type Request = Partial<BuildRequest>;

const grouping: Request = { categorized: true };
const linux: Request = { categorized: true, groups: [{ name: "linux", machines: [] }] };

/** The run name that a new build and an open one could both own, or undefined. */
function shared(
  build: string,
  request: Request,
  open: string,
  openRequest: Request,
  known: readonly string[] = [],
  settings: object = {},
): string | undefined {
  const other = { ...attemptOf(openRequest), build: open };
  return conflict(configOf(settings), build, attemptOf(request).request, [{ attempt: other, groups: known }])?.run;
}

const rows: readonly (readonly [title: string, found: string | undefined, expected: string | undefined])[] = [
  ["two builds of different names", shared("nightly", {}, "weekly", {}), undefined],
  ["two builds one of whose names begins with the other's", shared("nightly-2", {}, "nightly", {}), undefined],
  ["a build called as a declared group of an open one", shared("nightly-linux", {}, "nightly", linux), "nightly-linux"],
  ["a declared group called as an open build", shared("nightly", linux, "nightly-linux", {}), "nightly-linux"],
  ["a declared group under another of its names", shared("nightly_linux", {}, "nightly", linux), "nightly_linux"],
  [
    "a build that an open one without declared groups could take for a group",
    shared("nightly-x", {}, "nightly", grouping),
    "nightly-x",
  ],
  ["the same in the other direction", shared("nightly", grouping, "nightly-x", {}), "nightly-x"],
  [
    "a group of a build that another could take for its own",
    shared("nightly-a", linux, "nightly", grouping),
    "nightly-a",
  ],
  [
    "a build that an open one with other declared groups cannot take",
    shared("nightly-x", {}, "nightly", linux),
    undefined,
  ],
  [
    "a build called as a group an open one is known to have",
    shared("nightly-x", {}, "nightly", linux, ["x"]),
    "nightly-x",
  ],
  ["the bare prefix of a group's name", shared("nightly-", {}, "nightly", grouping), undefined],
  [
    "another name for sub-runs",
    shared("x.nightly", {}, "nightly", grouping, [], { subRun: ["{group}.{build}"] }),
    "x.nightly",
  ],
  ["the same names below another root", shared("nightly-x", { root: "/other" }, "nightly", grouping), undefined],
  ["the build itself, which is another refusal's matter", shared("nightly", {}, "nightly", {}), undefined],
];

for (const [title, found, expected] of rows) {
  test(`${title}: ${expected === undefined ? "no conflict" : `both may own ${expected}`}`, () =>
    assert.equal(found, expected));
}

function codes(request: Request): readonly string[] {
  return endWarnings(attemptOf(request).request).map(({ code }) => code);
}

test("without declared machines the first warning is that nothing could confirm the end", () => {
  assert.deepEqual(codes({}), ["no-end-evidence"]);
  assert.deepEqual(codes({ pid: processOf(7) }), ["no-end-evidence"]);
  assert.match(endWarnings(attemptOf().request)[0]?.text ?? "", /`--machines …` and `--pid \$\$` make it a minute/);
});

test("without --pid a broken-off run is told late", () =>
  assert.deepEqual(codes({ machines: ["m1"] }), ["runner-by-name"]));

test("with machines and --pid there is nothing to warn of", () => {
  assert.deepEqual(codes({ machines: ["m1"], pid: processOf(7) }), []);
  assert.deepEqual(codes({ categorized: true, groups: [{ name: "a", machines: ["m1"] }], pid: processOf(7) }), []);
});

test("groups without machines are named, and --machines does not help them", () => {
  const groups = [
    { name: "a", machines: ["m1"] },
    { name: "b", machines: [] },
  ];
  assert.deepEqual(codes({ categorized: true, groups, machines: ["m1"] }), [
    "no-end-evidence",
    "machines-of-no-group",
    "no-driver",
  ]);
  assert.match(
    endWarnings(attemptOf({ categorized: true, groups }).request)[0]?.text ?? "",
    /the end of b can be seen/,
  );
});

test("processes recorded for earlier attempts stay foreign, until another boot makes them nobody", () => {
  const scope = newScope(null, "nightly", momentAt(0));
  const attempt = { ...attemptOf(), foreign: [processOf(3), processOf(4, "b0")] };
  const scopes = [{ ...scope, runner: { ...scope.runner, alive: [processOf(7)] } }];
  assert.deepEqual(processesOf(attempt, scopes, "b1"), [processOf(3), processOf(7)]);
  assert.deepEqual(processesOf(attempt, scopes, "b2"), []);
});
