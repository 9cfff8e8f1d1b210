import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test, type TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import type { Inspection } from "../../src/core/reports/inspection.ts";
import { runDist, type Ended } from "./dist.ts";
import { temporaryFolder } from "./workplace.ts";

const fixtures = fileURLToPath(new URL("../fixtures/reports/", import.meta.url));

describe("inspect", () => {
  test("tells of each file in one line, and exits with 0 when all passed", (context) => {
    const folder = reports(context, "pass.xml", "pass.json");
    writeFileSync(join(folder, "run.log"), greenLog);
    const { status, stdout, stderr } = inspect(folder, "pass.xml", "pass.json", "run.log");
    assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
    assert.deepEqual(stdout.split("\n").slice(0, 3), [
      "passed      2 tests            pass.xml",
      "passed      2 tests            pass.json",
      "passed      log                run.log",
    ]);
  });

  test("prints one JSON object a line, with the fields that are promised", (context) => {
    const folder = reports(context, "fail.xml", "no-tests.json");
    writeFileSync(join(folder, "run.log"), "  (Run Starting)\n");
    const { status, stdout } = inspect(folder, "--json", "fail.xml", "no-tests.json", "run.log");
    assert.equal(status, 2);
    const [failed, empty, log] = parsed(stdout);
    assert.equal(failed?.kind, "junit");
    const { failing, ...rest } = failed;
    assert.deepEqual(rest, {
      version: 1,
      file: "fail.xml",
      kind: "junit",
      final: true,
      verdict: "failed",
      tests: 4,
      passed: 1,
      failed: 3,
      skipped: 0,
      flaky: 0,
      detail: null,
    });
    assert.equal(failing[0]?.name, "calculator divides");
    assert.deepEqual([empty?.kind, empty?.verdict], ["mochawesome", "empty"]);
    const { detail, ...logged } = log ?? {};
    assert.match(String(detail), /does not end/);
    const markers = { started: true, ended: false, cancelled: false, killed: false };
    assert.deepEqual(logged, { version: 1, file: "run.log", kind: "log", ...markers, verdict: "open" });
  });

  test("walks a directory, sorted, past everything that is no report and no log", (context) => {
    const folder = reports(context, "pass.xml", "pass.json");
    mkdirSync(join(folder, "sub"));
    writeFileSync(join(folder, "sub/a.log"), greenLog);
    writeFileSync(join(folder, "index.html"), "<!doctype html>");
    const { status, stdout } = inspect(folder, "--json", ".");
    assert.deepEqual({ status, files: files(stdout) }, { status: 0, files: ["pass.json", "pass.xml", "sub/a.log"] });
  });

  test("says so when a directory holds nothing to read", (context) => {
    const { status, stdout } = inspect(reports(context), ".");
    assert.equal(status, 2);
    assert.match(stdout, /^unreadable +\.\n +no \.xml, \.json or \.log file is below it\n$/);
  });

  test("exits with the worst of all files: failed is 1, not readable or not final is 2", (context) => {
    const folder = reports(context, "pass.xml", "fail.json", "no-tests.xml");
    cut(folder, "fail.json", "cut.json", `"results"`);
    assert.equal(inspect(folder, "pass.xml", "fail.json").status, 1);
    assert.equal(inspect(folder, "no-tests.xml", "pass.xml").status, 1);
    assert.equal(inspect(folder, "cut.json", "pass.xml", "fail.json").status, 2);
    assert.equal(inspect(folder, "none.xml", "fail.json").status, 2);
  });

  test("goes on after a file that cannot be read", (context) => {
    const folder = reports(context, "pass.xml");
    symlinkSync("pass.xml", join(folder, "link.xml"));
    writeFileSync(join(folder, "picture"), "\0\0");
    cut(folder, "pass.xml", "cut.xml", `<testcase name="calculator with memory`);
    const { stdout } = inspect(folder, "--json", "none.xml", "link.xml", "picture", "cut.xml", "pass.xml");
    assert.deepEqual(
      parsed(stdout).map(({ file, verdict, detail }) => [file, verdict, detail]),
      [
        ["none.xml", "unreadable", "it is not there"],
        ["link.xml", "unreadable", "it is a symbolic link"],
        ["picture", "unreadable", "it is neither a report nor a log"],
        ["cut.xml", "unreadable", "it is cut: its end is missing; 1 test could be read"],
        ["pass.xml", "passed", null],
      ],
    );
  });

  test("knows a report without an ending by its content", (context) => {
    const folder = reports(context, "pass.xml", "pass.json");
    cpSync(join(folder, "pass.xml"), join(folder, "first"));
    cpSync(join(folder, "pass.json"), join(folder, "second"));
    assert.deepEqual(
      parsed(inspect(folder, "--json", "first", "second").stdout).map(({ kind }) => kind),
      ["junit", "mochawesome"],
    );
  });

  test("takes a file whose name begins with a dash behind --", (context) => {
    const folder = reports(context, "pass.xml");
    cpSync(join(folder, "pass.xml"), join(folder, "-n.xml"));
    assert.deepEqual(files(inspect(folder, "--json", "pass.xml", "--", "-n.xml").stdout), ["pass.xml", "-n.xml"]);
    assert.deepEqual(files(inspect(folder, "--json", "--", "-n.xml", "pass.xml").stdout), ["-n.xml", "pass.xml"]);
  });

  test("reads a log that is larger than one look to its end", (context) => {
    const folder = reports(context);
    const filler = `${"x".repeat(1_023)}\n`.repeat(66 * 1024);
    writeFileSync(join(folder, "big.log"), `${filler}${greenLog}`);
    const { status, stdout } = inspect(folder, "big.log");
    assert.equal(status, 0, stdout);
  });

  test("knows the configured markers of logs", (context) => {
    const folder = reports(context);
    writeFileSync(join(folder, config), JSON.stringify({ markers: { end: ["ALL DONE"] } }));
    writeFileSync(join(folder, "run.log"), "ALL DONE\n");
    assert.deepEqual(inspect(folder, "run.log").stdout.split("\n").slice(0, 2), [
      "ended       log                run.log",
      "            ALL DONE",
    ]);
  });

  test("needs no state and leaves none", (context) => {
    const folder = reports(context, "pass.xml");
    assert.equal(inspect(folder, "pass.xml", "--state-dir", join(folder, "state")).status, 0);
    assert.equal(existsSync(join(folder, "state")), false);
  });

  test("goes through all that lies below a linked directory, and sums it up", (context) => {
    const folder = reports(context, "pass.xml", "fail.json");
    const link = temporaryFolder(context);
    symlinkSync(folder, join(link, "night"));
    cpSync(join(folder, "pass.xml"), join(folder, "PASS.XML"));
    symlinkSync("pass.xml", join(folder, "latest.xml"));
    const { status, stdout } = inspect(folder, join(link, "night"));
    assert.equal(status, 2);
    assert.match(stdout, /^unreadable +junit +\S+latest\.xml\n +it is a symbolic link$/m);
    assert.match(stdout, /\n\n4 files: 1 unreadable, 1 failed, 2 passed\n$/);
  });

  test("reads no names from standard input, and says so", (context) => {
    const { status, stderr } = inspect(reports(context, "pass.xml"), "pass.xml", "-");
    assert.equal(status, 64);
    assert.match(stderr, /^atvm-run-watcher: usage: - alone names nothing: [^\n]+\n$/);
  });

  test("without a file is wrong usage", (context) => {
    const { status, stdout, stderr } = inspect(reports(context));
    assert.deepEqual({ status, stdout }, { status: 64, stdout: "" });
    assert.match(stderr, /^atvm-run-watcher: usage: name at least one [^\n]+\n$/);
  });
});

const greenLog = `
  (Run Starting)
  (Run Finished)

       Spec                                              Tests  Passing  Failing  Pending  Skipped
  │ ✔  a.cy.js                                  00:01        1        1        -        -        - │
    ✔  All specs passed!                        00:01        1        1        -        -        -
`;

/** Beside the files that are inspected, where no walk finds it. */
const config = ".config.json";

/** A folder with these real reports in it, and an empty configuration. */
function reports(context: TestContext, ...names: readonly string[]): string {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, config), "{}");
  for (const name of names) cpSync(join(fixtures, name), join(folder, name));
  return folder;
}

/** The same report up to this text. */
function cut(folder: string, name: string, as: string, end: string): void {
  const text = readFileSync(join(folder, name), "utf8");
  writeFileSync(join(folder, as), text.slice(0, text.indexOf(end)));
}

function inspect(cwd: string, ...argv: readonly string[]): Ended {
  return runDist(["inspect", "--config", config, ...argv], { cwd });
}

function parsed(stdout: string): readonly Inspection[] {
  const lines = stdout.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as Inspection);
}

function files(stdout: string): readonly string[] {
  return parsed(stdout).map(({ file }) => file);
}
