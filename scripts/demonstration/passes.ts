import { setTimeout as wait } from "node:timers/promises";
import type { StatusJson } from "../../src/commands/status-json.ts";
import { asSeen } from "../../src/core/message/escape.ts";
import type { Receiver } from "../../test/mattermost/receiver.ts";
import { framed, step, watcherSays } from "./screen.ts";
import type { Stage } from "./stage.ts";

/** What the program puts before each line of its log on a terminal. */
const badge = /^\[atvm-run-watcher\] › i {2}info +/gm;

export interface Passes {
  /** One pass. Tells what it logs, and what came into the channel; rejects if it ends with anything but 0. */
  one(): Promise<PassMade>;
  /** A pass about every second, until the runs are done, every build is closed, and a pass had nothing to tell. */
  untilClosed(runs: Promise<void>): Promise<void>;
}

interface PassMade {
  /** It logged nothing. */
  readonly quiet: boolean;
}

export function createPasses(stage: Stage, { posts }: Pick<Receiver, "posts">): Passes {
  let told = 0;
  const one = async (): Promise<PassMade> => {
    const { status, stderr } = await stage.watcher("reconcile");
    watcherSays(stderr.replace(badge, ""));
    for (const { channel, text } of posts.slice(told)) {
      step(`in the channel ${channel}:`);
      framed(asSeen(text));
      told += 1;
    }
    if (status !== 0) throw new Error(`a pass ended with exit status ${status}`);
    return { quiet: stderr === "" };
  };
  return {
    one,
    async untilClosed(runs) {
      const state = { running: true };
      // Whoever made the runs hears of it if they fail.
      void runs.then(
        () => (state.running = false),
        () => undefined,
      );
      for (;;) {
        const [{ quiet }] = await Promise.all([one(), wait(1_000)]);
        if (!state.running && quiet && (await builds(stage)).every(({ closed }) => closed !== null)) return;
      }
    },
  };
}

/** What `status` tells of every build. */
export async function builds(stage: Stage): Promise<StatusJson["builds"]> {
  const { stdout } = await stage.watcher("status", "--json");
  return (JSON.parse(stdout) as StatusJson).builds;
}
