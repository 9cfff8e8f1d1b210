import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { runFinished, runStarting } from "./log.mjs";

const mocha = createRequire(import.meta.url).resolve("mocha/bin/_mocha");
const reporter = "cypress/cmcReporter";

/** Runs the specs against one machine as part of a run; resolves to how it went, in words. */
export async function runOn(machine, run) {
  const log = openSync(`${reporter}/logs/${run}.log`, "a");
  writeSync(log, runStarting(machine));
  const options = [
    "--reporter",
    "mocha-multi-reporters",
    "--reporter-options",
    `configFile=${reporters(machine, run)}`,
  ];
  const env = { ...process.env, ATVM_MACHINE: machine };
  const runner = spawn(process.execPath, [mocha, ...options, "cypress/e2e/*.cy.cjs"], {
    env,
    stdio: ["ignore", log, log],
  });
  const [status] = await once(runner, "close");
  const { stats, results } = JSON.parse(readFileSync(`${reporter}/mochawesome/${run}/${machine}.json`, "utf8"));
  writeSync(log, runFinished(results));
  closeSync(log);
  return status === 0 ? `passed ${stats.passes} tests` : `failed ${stats.failures} of ${stats.tests} tests`;
}

/** The file that tells mocha-multi-reporters what to write where. */
function reporters(machine, run) {
  mkdirSync(`reporters/${run}`, { recursive: true });
  const file = `reporters/${run}/${machine}.json`;
  const mochawesome = {
    reportDir: `${reporter}/mochawesome/${run}`,
    reportFilename: machine,
    html: false,
    quiet: true,
  };
  const config = {
    reporterEnabled: "mocha-junit-reporter,mochawesome",
    mochaJunitReporterReporterOptions: { mochaFile: `${reporter}/xml/${run}/${machine}.xml` },
    mochawesomeReporterOptions: mochawesome,
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}
