import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, test } from "node:test";
import { fold } from "./logs/foldlog.ts";

describe("The default markers", () => {
  const kills = [
    "Terminated",
    "Killed",
    "Hangup",
    "Aborted (core dumped)",
    "Segmentation fault",
    "job.sh: line 2: 12557 Killed                  node run.js nightly",
    "/root/my scripts/run it.sh: line 120:  9021 Terminated              npx cypress run",
    "sh: line 1: 16491 Aborted                 (core dumped) node run.js",
    "bash: line 1: 16617 Trace/breakpoint trap   (core dumped) node run.js",
    "npm ERR! signal SIGTERM",
    "npm error signal SIGKILL",
    "\u001b[31;40mnpm\u001b[0m ERR! signal SIGHUP",
    'error Command failed with signal "SIGTERM".',
    "The Test Runner unexpectedly exited via a \u001b[36mexit\u001b[39m event with signal \u001b[36mSIGKILL\u001b[39m",
    "<--- Last few GCs --->",
    "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
    "FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory",
    ' ELIFECYCLE  Command failed with signal "SIGKILL".',
    'Command failed with signal "SIGTERM"',
    "bash: 28502 Killed                  npx cypress run",
    "make: *** [Makefile:2: e2e] Killed",
    "make[1]: *** [e2e] Terminated",
    "timeout: sending signal KILL to command ‘npx’",
    "fetching 10 %\rfetching 90 %\rKilled",
  ];
  for (const line of kills) {
    test(`a kill is told by ${JSON.stringify(line)}`, () => {
      assert.notEqual(fold(line).killed, null);
    });
  }

  const harmless = [
    "  Killed",
    "    ✓ Terminated",
    "    1) Aborted",
    "Killed 3 stale processes",
    "Terminated: vm-17",
    "agent.log: line 4: 12 Killed jobs were found",
    "the process was Killed",
    "Error: cy.task('kill') was Aborted",
    "fatal error: disk not found",
    "AssertionError: expected 'Killed' to equal 'Running'",
    "npm ERR! code ELIFECYCLE",
    "machines: 3 Terminated",
    "make: *** [Makefile:2: e2e] Error 137",
    "Killed\rfetching 90 %",
    "npm ERR! errno 137",
    "npm ERR! Exit status 143",
    " ELIFECYCLE  Command failed with exit code 137.",
    "expected: npm ERR! signal SIGTERM",
    "    ✓ run cancelled",
    "The backup run was cancelled",
    "run cancelled? no",
  ];
  for (const line of harmless) {
    test(`neither kill nor cancel is told by ${JSON.stringify(line)}`, () => {
      const { killed, cancelled } = fold(line);
      assert.deepEqual([killed, cancelled], [null, null]);
    });
  }

  for (const line of ["Run cancelled", "the run was canceled.", "Run has been cancelled by ops", "run was cancelled"]) {
    test(`a cancel is told by ${JSON.stringify(line)}`, () => {
      assert.equal(fold(line).cancelled, line);
    });
  }

  for (const shell of ["sh", "bash"]) {
    for (const signal of ["TERM", "KILL", "HUP", "ABRT", "SEGV"]) {
      test(`a job ended by SIG${signal} is told by what ${shell} of this host prints`, () => {
        const script = `ulimit -c 0; sh -c 'kill -${signal} $$'; true`;
        const { stderr } = spawnSync(shell, ["-c", script], { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
        assert.notEqual(fold(stderr).killed, null, stderr);
      });
    }
  }
});
