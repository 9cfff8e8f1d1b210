import assert from "node:assert/strict";
import { test } from "node:test";
import { inventoryOf, isLeftover } from "../../../src/core/files/fresh.ts";
import { machineScope } from "../../../src/core/reports/machines.ts";
import { at, junit, log, mochawesome, spec } from "../papers.ts";
import { watching } from "../situations.ts";

const crashed = [
  "  (Run Starting)",
  "  (Run Finished)",
  "  │ ✖  a.cy.js   00:01   -   -   1   -   - │",
  "  │ ✔  b.cy.js   00:01   1   1   -   -   - │",
  "    ✖  1 of 2 failed (50%)   00:02   1   1   1   -   -",
];

test("a machine whose own log tells of a crashed spec is failed, though its one report is green", () => {
  const [machine] = watching({ machines: ["m1"] })
    .look(0, { files: [junit("m1", spec("b.cy.js", "one")), log(crashed, "m1")] })
    .situation().machines;
  assert.equal(machine?.state, "FAILED");
  assert.equal(machine.reasons[0]?.code, "machine-log-failed");
});

test("a report that was put aside under another name is as old as it was", () => {
  const stamp = { ino: "1", size: 10, mtimeNs: "5" };
  const inventory = inventoryOf([{ path: "xml/nightly/m1.xml", stamp, position: null }]);
  assert.equal(isLeftover(inventory, { path: "xml/nightly/m1/prev.xml", kind: "junit", stamp }), true);
  assert.equal(
    isLeftover(inventory, { path: "xml/nightly/m1.xml", kind: "junit", stamp: { ...stamp, size: 11 } }),
    false,
  );
});

test("a merged file of another name is no machine", () => {
  const parts = [mochawesome("m1", [spec("a", "one")], "u1"), mochawesome("m2", [spec("a", "one")], "u2")];
  const merged = at(
    "mochawesome/nightly/merged-report.json",
    mochawesome("merged-report", [spec("a", "one", "one")], "u1 u2"),
  );
  const { memory } = watching({})
    .look(0, { files: [...parts, merged] })
    .situation();
  assert.deepEqual(machineScope(memory, []).names, ["m1", "m2"]);
});

test("where mochawesome holds more tests than a JUnit file that specs overwrite, its counts are told", () => {
  const files = [
    junit("m1", spec("c", "!five")),
    mochawesome("m1", [spec("a", "!one", "two"), spec("c", "!five")], "u1 u2 u3"),
  ];
  const [machine] = watching({ machines: ["m1"] })
    .look(0, { files })
    .situation().machines;
  assert.deepEqual([machine?.tests?.failed, machine?.tests?.total], [2, 3]);
});
