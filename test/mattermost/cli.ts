import { renameSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { behaviourWords, parseBehaviour } from "./behaviour.ts";
import type { Behaviour } from "./behaviour.ts";
import { startReceiver } from "./receiver.ts";

const usage = `Usage: node --import tsx test/mattermost/cli.ts [--port-file FILE] [--posts FILE] [--behaviour WORD]… [--refuse-ms MS]

Runs the Mattermost double until SIGTERM or SIGINT and prints the webhook's URL.
  --port-file FILE    write the port there, once it is known
  --posts FILE        append each post made as a line of JSON
  --behaviour WORD    treat the next request so (repeatable, one request each):
                      ${behaviourWords}
  --refuse-ms MS      refuse connections for the first MS milliseconds
`;

const { values } = parseArgs({
  options: {
    "port-file": { type: "string" },
    posts: { type: "string" },
    behaviour: { type: "string", multiple: true, default: [] },
    "refuse-ms": { type: "string", default: "0" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) process.stdout.write(usage);
else await run();

async function run(): Promise<void> {
  const receiver = await startReceiver({ postsFile: values.posts });
  receiver.script(...values.behaviour.map(behaviour));
  const refuseMs = Number(values["refuse-ms"]);
  if (refuseMs > 0) await receiver.refuse();
  // Listening again keeps the port: nothing else on the loopback is likely to take it meanwhile.
  if (refuseMs > 0) setTimeout(() => void receiver.accept(), refuseMs);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(0));
  announce(receiver.port);
  process.stdout.write(`${receiver.webhook().href}\n`);
}

/** Renamed into place: whoever waits for the file never reads half a port. */
function announce(port: number): void {
  const file = values["port-file"];
  if (file === undefined) return;
  writeFileSync(`${file}.new`, `${String(port)}\n`);
  renameSync(`${file}.new`, file);
}

function behaviour(word: string): Behaviour {
  const parsed = parseBehaviour(word);
  if (parsed === undefined) throw new Error(`unknown behaviour ${word}; known are: ${behaviourWords}`);
  return parsed;
}
