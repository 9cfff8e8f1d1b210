import { asSeen } from "../../src/core/message/escape.ts";
import { startReceiver } from "../../test/mattermost/receiver.ts";
import { asked, expected } from "./asked.ts";
import { faultsOf } from "./check.ts";
import { runDriver } from "./driver.ts";
import { builds, createPasses } from "./passes.ts";
import { headline, step, watcherSays } from "./screen.ts";
import { setStage } from "./stage.ts";
import type { Stage } from "./stage.ts";

/** Far more than a busy machine needs (milliseconds). */
const limit = 180_000;

const [folder = ""] = process.argv.slice(2);
setTimeout(() => end([`it was not over after ${limit / 1_000} s`]), limit);
show(folder).then(end, (error: unknown) => end([error instanceof Error ? error.message : String(error)]));

/** Shows everything in a folder made for it; resolves to what was not as it should be, in sentences. */
async function show(folder: string): Promise<readonly string[]> {
  const receiver = await startReceiver();
  const stage = setStage(folder, receiver.webhook());
  headline("Two builds are run, and their Mattermost channel hears once of each run. Nothing leaves this machine.");
  step(`a Mattermost of our own listens on 127.0.0.1:${receiver.port}; the automation root is ${stage.root}`);
  step("from now on a pass every second, where systemd would start them: atvm-run-watcher reconcile");
  const passes = createPasses(stage, receiver);
  const runs = runAll(stage);
  await Promise.all([runs, passes.untilClosed(runs)]);

  step("everything is closed; one more pass must find nothing to do");
  const requests = receiver.requests.length;
  await passes.one();
  const late = receiver.requests.length - requests;
  step("an operator asks: atvm-run-watcher status");
  watcherSays((await stage.watcher("status")).stdout);
  return [
    ...faultsOf(
      receiver.posts.map(({ text }) => asSeen(text)),
      await builds(stage),
    ),
    ...(late === 0 ? [] : ["the pass after everything was closed sent something to Mattermost"]),
  ];
}

async function runAll(stage: Stage): Promise<void> {
  for (const build of asked) await runDriver(stage, build);
}

/** Ends at once; scripts/demo ends what is still running. */
function end(faults: readonly string[]): void {
  const failed = faults.map((fault) => `demo: FAILED: ${fault}\n`).join("");
  const last = failed === "" ? `demo: ${expected.length} messages, none missing, none double\n` : failed;
  process.stdout.write(`\n${last}`, () => process.exit(failed === "" ? 0 : 1));
}
