import { once } from "node:events";
import { enter, type Entrance, type Ran } from "./enter.ts";

export interface RunOptions {
  /** What the command reads from standard input; nothing if not given. */
  readonly input?: string | Buffer;
  /** Beside PATH, HOME and LANG; nothing of the test's own environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** After so many milliseconds the command is killed and the promise rejects; a minute if not given. */
  readonly timeoutMs?: number;
}

/** A process that goes on running in a box. */
export interface Running {
  /** As seen in the box. */
  readonly pid: number;
  readonly ended: Promise<Ran>;
  /** What it has written to standard output until now. */
  output(): string;
  /** Kills it, if it still runs, and waits for its end. */
  kill(): Promise<Ran>;
}

/** Runs a command to its end, in all namespaces of a box and from its root folder. */
export async function runInside(
  entrance: Entrance,
  argv: readonly string[],
  { input, env = {}, timeoutMs = 60_000 }: RunOptions = {},
): Promise<Ran> {
  const { child, printed, ended, kill } = enter(entrance, argv, env, ["pipe", "pipe", "pipe"]);
  // A command that reads nothing may end before everything is written.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(input);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      kill();
      const { stdout, stderr } = printed();
      reject(new Error(`${argv.join(" ")}: not done after ${timeoutMs} ms\n${stdout}${stderr}`));
    }, timeoutMs);
  });
  return Promise.race([ended, late]).finally(() => clearTimeout(timer));
}

/** Starts a command and leaves it running; it ends with this process or with the boot at the latest. */
export async function startInside(
  entrance: Entrance,
  argv: readonly string[],
  { env = {} }: Pick<RunOptions, "env"> = {},
): Promise<Running> {
  const telling = ["sh", "-c", 'echo $$ >&3; exec 3>&-; exec "$@"', "sh", ...argv];
  const { child, printed, ended, kill } = enter(entrance, telling, env, ["ignore", "pipe", "pipe", "pipe"]);
  const told = once(child.stdio[3] as NodeJS.ReadableStream, "data") as Promise<[Buffer]>;
  const pid = await Promise.race([told.then(([line]) => Number(line.toString())), ended]);
  if (typeof pid !== "number") throw new Error(`${argv.join(" ")}: could not be started: ${pid.stderr}`);
  return {
    pid,
    ended,
    output: () => printed().stdout,
    kill() {
      kill();
      return ended;
    },
  };
}
