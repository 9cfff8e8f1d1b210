import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { CommonOptions } from "../../src/commands/command.ts";
import { commands } from "../../src/commands/list.ts";
import { runCommand } from "../../src/commands/parse.ts";
import { plainPass } from "../../src/commands/plainpass.ts";
import { Fault } from "../../src/core/faults.ts";

const plain: readonly (readonly [argv: readonly string[], options: CommonOptions])[] = [
  [["reconcile"], { config: undefined, stateDir: undefined }],
  [["reconcile", "--config", "/etc/c.json"], { config: "/etc/c.json", stateDir: undefined }],
  [["reconcile", "--state-dir", "/a b/ü="], { config: undefined, stateDir: "/a b/ü=" }],
  [["reconcile", "--state-dir", "/s", "--config", "/c"], { config: "/c", stateDir: "/s" }],
];

for (const [argv, options] of plain) {
  test(`${argv.join(" ")} is a pass that needs no parser`, () => assert.deepEqual(plainPass(argv), options));
}

for (const line of [
  "",
  "status",
  "reconcile --help",
  "reconcile --dry-run",
  "reconcile --version",
  "reconcile --config",
  "reconcile --config relative",
  "reconcile --config --state-dir",
  "reconcile --config=/c",
  "reconcile --config /c --config /d",
  "reconcile --config /c extra",
  "reconcile extra /c",
  "reconcile constructor /c",
  "reconcile -- /c",
  "--config /c reconcile",
]) {
  test(`${line === "" ? "no command" : line} is left to the parser`, () =>
    assert.equal(plainPass(line === "" ? [] : line.split(" ")), undefined));
}

const options = fc.constantFrom("--config", "--state-dir", "--dry-run", "--", "-h", "c");
const path = fc.string({ unit: "binary" }).map((text) => `/${text}`);
const values = fc.oneof(path, fc.constantFrom("/", "/c", '"/c"', "'/c'", "-h", "c", ""));

test("whatever is taken for a plain pass, the parser takes for the same", async () => {
  let taken = 0;
  const property = fc.asyncProperty(fc.array(fc.tuple(options, values), { maxLength: 3 }), async (rest) => {
    const argv = ["reconcile", ...rest.flat()];
    const found = plainPass(argv);
    if (found === undefined) return;
    taken += 1;
    assert.deepEqual(await parsed(argv), found);
  });
  await fc.assert(property, { numRuns: 1_000 });
  assert.ok(taken > 100, `only ${taken} were taken`);
});

/** The options that the parser finds for a pass, or its complaint. */
async function parsed(argv: readonly string[]): Promise<CommonOptions | string> {
  let found: CommonOptions | undefined;
  const caught = new Error("nothing is to be run");
  try {
    const app = (options: CommonOptions): Promise<never> => {
      found = options;
      return Promise.reject(caught);
    };
    await runCommand(argv, commands, "0", { app, workbench: () => Promise.reject(caught) });
  } catch (error) {
    if (error !== caught) return error instanceof Fault ? error.message : String(error);
  }
  return found ?? "nothing was run";
}
