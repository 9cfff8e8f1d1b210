// Stands in for ATVM: registers the build it is asked for, then does its runs one after another, machine by machine.
//   node driver.mjs BUILD --machines m1,m2 | --group NAME=m1,m2 --group NAME=m3
// With --registered somebody else has done the first already. Works in the automation root and writes reports and logs
// below cypress/cmcReporter/ as ATVM's reporters do.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { runOn } from "./machine.mjs";

const [build, ...options] = process.argv.slice(2);
const { values } = parseArgs({
  args: options,
  options: {
    machines: { type: "string" },
    group: { type: "string", multiple: true },
    registered: { type: "boolean" },
  },
});

if (!values.registered) register();
for (const { run, machines } of runs()) {
  for (const kind of ["xml", "mochawesome"]) mkdirSync(`cypress/cmcReporter/${kind}/${run}`);
  say(`${run} begins`);
  for (const machine of machines) say(`${run}: ${machine} ${await runOn(machine, run)}`);
}
say(`${build} is done, its process ends`);

/** What a script that starts runs has to do for the watcher: this one line. */
function register() {
  const command = ["start", build, ...options, "--pid", String(process.pid)];
  say(`registers: atvm-run-watcher ${command.join(" ")}`);
  const said = execFileSync("atvm-run-watcher", command, { encoding: "utf8" });
  process.stdout.write(said.replace(/^/gm, "  ").trimEnd() + "\n");
}

function runs() {
  if (values.group === undefined) return [{ run: build, machines: values.machines.split(",") }];
  return values.group.map((group) => {
    const [name, machines] = group.split("=");
    return { run: `${build}-${name}`, machines: machines.split(",") };
  });
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
