import assert from "node:assert/strict";
import { test } from "node:test";
import { wrappedCommand } from "../../../src/core/processes/wrapped.ts";

const rows: readonly [title: string, words: string, command: string | undefined][] = [
  ["a plain program wraps nothing", "node run.js", undefined],
  ["timeout runs what follows its duration", "/usr/bin/timeout -k 5 --signal=INT 3h node x", "node x"],
  ["an attached value of timeout takes no further word", "timeout -sINT 3h node x", "node x"],
  ["sudo runs what follows its options and assignments", "sudo -nu node -- A=1 npm run x", "npm run x"],
  ["an attached user of sudo takes no further word", "sudo -uroot npm run x", "npm run x"],
  ["a sudo that only edits runs nothing of its own", "sudo -v", ""],
  ["xvfb-run runs what follows its options", "xvfb-run -a -n 99 --server-args x cypress run", "cypress run"],
  ["flock runs what follows its file", "flock -n -w 5 /run/x.lock make e2e", "make e2e"],
  ["flock gives a text to a shell", "flock /run/x.lock -c text", "sh -c text"],
  ["nohup runs what follows", "nohup node x", "node x"],
  ["docker run runs what follows the image", "docker run --rm -it -v /a:/b --name c img:1 npx x", "npx x"],
  ["docker exec runs what follows the container", "docker exec -w /a -t box node x", "node x"],
  ["docker compose run runs what follows the service", "docker compose -f y run --no-deps svc node x", "node x"],
  ["other commands of docker run nothing", "docker logs -f node nightly", ""],
];

for (const [title, words, command] of rows) {
  test(title, () => assert.equal(wrappedCommand(words.split(" "))?.join(" "), command));
}
