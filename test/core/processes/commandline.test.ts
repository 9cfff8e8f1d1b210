import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isBystanderCommand, isRunnerCommand } from "../../../src/core/processes/commandline.ts";
import { defaultRunner } from "../../../src/core/defaults.ts";

const words = (text: string): readonly string[] => text.split(" ");
const sh = (text: string, ...given: string[]): readonly string[] => ["/bin/sh", "-c", text, ...given];

const runners: readonly [title: string, argv: readonly string[]][] = [
  ["node with the name as an argument", words("/usr/bin/node run.js nightly")],
  ["node with the name in an option", words("node run.js --env build=nightly,x=1")],
  ["Cypress's own program", words("/root/.cache/Cypress/12.17.4/Cypress/Cypress --run-project /x/nightly")],
  ["Cypress started by node", words("node /x/node_modules/.bin/cypress run --spec nightly.xml")],
  ["a versioned Python", words("/usr/bin/python3.11 -u atvm.py nightly")],
  ["make with a variable", words("make e2e BUILD=nightly")],
  ["npm that shows itself as one word", ["npm run nightly"]],
  ["an npm script named like a bystander", words("npm run chrome -- --build nightly")],
  ["yarn run as a shell script", words("/bin/sh /usr/bin/yarn e2e nightly")],
  ["sudo before npm", words("sudo -u atvm npm run e2e nightly")],
  ["timeout before xvfb-run before npx", words("timeout 3h xvfb-run -a npx cypress run --spec nightly")],
  ["xvfb-run as the shell script it is", words("/bin/sh /usr/bin/xvfb-run -a npx cypress run --spec nightly")],
  ["flock before a shell's text", ["flock", "/run/x", "-c", "npx cypress run --env r=nightly"]],
  ["docker that runs a matching program", words("docker run --rm -e BUILD=nightly node:20 npm run e2e")],
  ["a docker image named like a program stays an image", words("docker run -e B=nightly tail node run.js")],
  ["a shell that runs a script with the name", words("/bin/bash ./run-atvm.sh nightly")],
  ["a shell with options that runs a script with the name", words("bash -eu -o pipefail run.sh --build=nightly")],
  ["a login shell's script", words("-bash -l run.sh nightly")],
  ["sudo before a shell's script", words("sudo bash run.sh nightly")],
  ["xvfb-run before a script of unknown kind, run by a shell", words("/bin/sh /usr/bin/xvfb-run ./atvm nightly")],
  ["a text that begins a matching command", sh("npx cypress run --env run=nightly")],
  ["a text of a clustered option", ["bash", "-lc", "node run.js nightly"]],
  ["a text after options with a value", ["bash", "-o", "pipefail", "-c", "node run.js nightly"]],
  ["a text that changes folder first", sh("cd /root/cdc && node run.js nightly")],
  ["a text that names the run only in its folder", sh("cd /runs/nightly && npx cypress run")],
  ["a text that sets the environment of its command", sh("BUILD=nightly npx cypress run")],
  ["a text that exports the name first", sh("export BUILD=nightly; exec npm run e2e")],
  ["a text that passes the command on through env", sh("env BUILD=nightly npm run e2e")],
  ["a text that names the run only in a redirection", sh("npx cypress run > logs/nightly.log 2>&1")],
  ["a text that pipes into tee", sh("npx cypress run | tee logs/nightly.log")],
  ["a text that feeds a matching command", sh("cat machines | node run.js nightly")],
  ["a text with a loop", sh("for m in a b; do npx cypress run --env r=nightly,m=$m; done")],
  ["a text with a condition", sh("if npm ci; then node run.js nightly; fi")],
  ["a text of several lines", sh("set -e\nexport X=1\nnode run.js nightly\n")],
  ["a text that is given the name as an argument", sh('node run.js "$1"', "sh", "nightly")],
  ["a text that runs another shell's text", sh("bash -c 'cd x && node run.js nightly'")],
  ["a text that runs a shell's script", sh("bash run.sh nightly")],
  ["a text that registers the run and then does it", sh("atvm-run-watcher start nightly && node run.js nightly")],
  ["a text that ends in a path of a bystander's name", sh("node run.js nightly; cd /opt/chrome")],
  ["a text that looks into the log at the end", sh("node run.js nightly; tail -n 5 logs/nightly.log")],
];

const others: readonly [title: string, argv: readonly string[]][] = [
  ["nothing at all, as of a kernel thread", []],
  ["node that names another run", words("node run.js nightly-linux")],
  ["a program that does not match", words("/usr/bin/cat nightly.log")],
  ["a shell's text that only tails a log", ["bash", "-c", "tail -f logs/nightly.log"]],
  ["a text that tails after changing folder", sh("cd /x && exec tail -F nightly.log")],
  ["a text that tails through a matching command", sh("tail -f nightly.log | npx pino-pretty")],
  ["a text whose matching command has nothing to do with the name", sh("node -v; grep -c failed nightly.xml")],
  ["a text that only quotes a matching command", sh("echo 'node run.js nightly'")],
  ["a text that runs what does not match", sh("./run-atvm nightly")],
  ["a text that tails, after options with a value", ["bash", "-o", "pipefail", "-c", "tail -f nightly.log"]],
  ["an editor", words("vim nightly.xml")],
  ["a pager that is a shell script", words("/bin/sh /usr/bin/zless nightly.log")],
  ["a browser that is a shell script", words("/bin/bash /usr/bin/google-chrome nightly.html")],
  ["a shell's script whose own path names the run", words("bash /jobs/nightly/clean.sh")],
  ["an interactive shell", words("bash --rcfile nightly")],
  ["the watcher run by node", words("node /usr/bin/atvm-run-watcher explain nightly")],
  ["the watcher's bundle", words("/opt/w/node --enable-source-maps /opt/w/atvm-run-watcher.cjs cancel nightly")],
  ["the watcher behind an option with a value", words("node --require ./x.js /usr/bin/atvm-run-watcher start nightly")],
  ["the watcher by its own name", words("atvm-run-watcher start nightly --pid 1")],
  ["the watcher behind sudo", words("sudo atvm-run-watcher cancel nightly")],
  ["the watcher run by npx", words("npx --yes atvm-run-watcher explain nightly")],
  ["the watcher run by npm, shown as one word", ["npm exec atvm-run-watcher explain nightly"]],
  ["a shell's text that asks the watcher again and again", sh("while :; do atvm-run-watcher explain nightly; done")],
  ["sudo before tail", words("sudo tail -f nightly.log")],
  ["sudo as a user named like a program", words("sudo -u node tail -f nightly.log")],
  ["timeout before ssh", words("timeout 60 ssh host node run.js nightly")],
  ["tmux that started the run", words("tmux new-session -d -s nightly npx cypress run")],
  ["xvfb-run, as the shell script it is, before a browser", words("/bin/sh /usr/bin/xvfb-run -a firefox nightly.html")],
  ["tar of the results", words("tar czf nightly.tgz logs/nightly")],
  ["Python's web server", words("python3 -m http.server --directory xml/nightly")],
  ["docker that shows logs", words("docker logs -f nightly")],
  ["docker that runs a pager", words("docker exec -it node less nightly.log")],
];

for (const [title, argv] of runners) {
  test(`a runner: ${title}`, () => assert.equal(isRunnerCommand(argv, "nightly", defaultRunner), true));
}

for (const [title, argv] of others) {
  test(`no runner: ${title}`, () => assert.equal(isRunnerCommand(argv, "nightly", defaultRunner), false));
}

test("a configured match may be the name of a script", () => {
  const rules = { match: ["atvm"], ignore: [] };
  assert.equal(isRunnerCommand(words("node --require ./x.js /opt/ATVM.js nightly"), "nightly", rules), true);
  assert.equal(isRunnerCommand(words("node /opt/other.js nightly"), "nightly", rules), false);
});

test("a configured match may be a wrapper, whatever it runs", () => {
  const argv = words("docker compose up nightly");
  assert.equal(isRunnerCommand(argv, "nightly", { match: ["docker"], ignore: [] }), true);
});

test("a configured match may be a shell, and a pager in its text is none all the same", () => {
  const rules = { match: ["bash"], ignore: [] };
  assert.equal(isRunnerCommand(["bash", "-c", "./atvm nightly"], "nightly", rules), true);
  assert.equal(isRunnerCommand(["bash", "-c", "less nightly.log"], "nightly", rules), false);
});

test("a bystander is none even where the configuration matches it", () => {
  assert.equal(isRunnerCommand(words("tail -f nightly.log"), "nightly", { match: ["tail"], ignore: [] }), false);
});

test("what the configuration ignores is none: program, script, or wrapped", () => {
  const rules = { match: ["node"], ignore: ["watch-logs.sh", "report.js"] };
  assert.equal(isRunnerCommand(words("bash watch-logs.sh nightly"), "nightly", rules), false);
  assert.equal(isRunnerCommand(words("node /x/report.js nightly"), "nightly", rules), false);
  assert.equal(isRunnerCommand(words("sudo node /x/report.js nightly"), "nightly", rules), false);
  assert.equal(isRunnerCommand(words("node /x/run.js nightly"), "nightly", rules), true);
});

test("a bystander is known without any run name", () => {
  assert.equal(isBystanderCommand(words("/opt/google/chrome/chrome --type=renderer"), defaultRunner), true);
  assert.equal(isBystanderCommand(words("sudo -n tail -f x"), defaultRunner), true);
  assert.equal(isBystanderCommand(words("sleep 5"), defaultRunner), false);
  assert.equal(isBystanderCommand(sh("tail -f x; node y"), defaultRunner), false);
});

test("no command line, however strange, is too much to judge", () => {
  const odd = fc.constantFrom(
    "sh",
    "-c",
    "sudo",
    "flock",
    "docker",
    "run",
    "--",
    "-",
    "'",
    '"',
    "\\",
    "nightly",
    "npx",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(odd, fc.string({ unit: "binary" }))), (argv) => {
      assert.equal(typeof isRunnerCommand(argv, "nightly", defaultRunner), "boolean");
    }),
  );
});

test("helpers that outlive the run they were started by hold no run open", () => {
  for (const helper of ["Xvfb :99 -screen 0 1280x1024x24", "dbus-daemon --session", "ssh-agent -s"]) {
    assert.equal(isBystanderCommand(words(helper), defaultRunner), true, helper);
  }
});
