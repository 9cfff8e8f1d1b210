import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { junit, mochawesome, type TestCase } from "../../test/program/artifacts.ts";

/** The entry of the built program. */
export const program = fileURLToPath(new URL("../../dist/atvm-run-watcher.cjs", import.meta.url));

/** Without a webhook a pass complains. Nothing becomes due here, so nothing is ever sent to this one. */
export const environment = { MATTERMOST_ATVM_WEBHOOK: "http://127.0.0.1:9/hooks/bench" };

/** What a controller has under way. */
interface Work {
  readonly builds: number;
  /** Of each build; each has a JUnit and a mochawesome report. */
  readonly machines: number;
  /** The pid of the process that every build names as its own. */
  readonly runner: number;
}

const tests: readonly TestCase[] = Array.from({ length: 20 }, (_, index) => ({ name: `does step ${index + 1}` }));

/** A controller in a folder, of which nothing changes any more. The command line of a pass over it. */
export function controller(folder: string, { builds, machines, runner }: Work): readonly string[] {
  const root = join(folder, "root");
  const config = join(folder, "config.json");
  mkdirSync(root, { recursive: true });
  // A pass that comes too early after the last one would wait.
  writeFileSync(config, JSON.stringify({ root, policy: { spacing: "0s" } }));
  const options = ["--config", config, "--state-dir", join(folder, "state")];
  const names = numbered("machine", machines);
  for (const build of numbered("nightly", builds)) {
    succeed(["start", build, "--pid", String(runner), "--machines", names.join(), ...options]);
    for (const name of names) {
      write(join(root, `cypress/cmcReporter/xml/${build}/${name}.xml`), junit(tests));
      write(join(root, `cypress/cmcReporter/mochawesome/${build}/${name}.json`), mochawesome(tests));
    }
  }
  return quietPass(options);
}

/** A controller whose only build was cancelled: no build is open. The command line of a pass over it. */
export function idleController(folder: string, runner: number): readonly string[] {
  const options = controller(folder, { builds: 1, machines: 1, runner }).slice(3);
  succeed(["cancel", "nightly-1", ...options]);
  return quietPass(options);
}

/** Makes passes until one has nothing to tell. */
function quietPass(options: readonly string[]): readonly string[] {
  const pass = ["reconcile", ...options];
  while (succeed(pass) !== "");
  return [process.execPath, program, ...pass];
}

/** Runs the program; what it wrote on standard error, which for a pass is its log. */
function succeed(argv: readonly string[]): string {
  const { status, stderr } = spawnSync(process.execPath, [program, ...argv], {
    cwd: "/",
    encoding: "utf8",
    env: { PATH: "/usr/bin:/bin", ...environment },
  });
  if (status !== 0) throw new Error(`${argv.join(" ")}: ${stderr}`);
  return stderr;
}

function numbered(name: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
