import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { startReceiver, type Receiver } from "../mattermost/receiver.ts";
import { filesBelow } from "./disk.ts";
import type { Ended } from "./dist.ts";
import { startProgram, type Running } from "./program.ts";
import { spawnRunner, type Runner } from "./runner.ts";
import { workplace, type Workplace } from "./workplace.ts";

/** Waits short enough for tests; `overrides` are merged into them. */
const quickPolicy = { settle: "500ms", quiet: "1s", spacing: "0s" } as const;

export interface Rig extends Pick<Workplace, "folder" | "report"> {
  /** A build name that no other test uses: all tests see the same process table. */
  readonly build: string;
  readonly root: string;
  readonly stateDir: string;
  readonly receiver: Receiver;
  /**
   * Runs the program with this rig's configuration, state and webhook, and waits for its end. The secret in the webhook
   * and the token may stand neither in what it prints nor in any file it leaves.
   */
  run(...argv: readonly string[]): Promise<Ended>;
  /** Only starts it. */
  begin(...argv: readonly string[]): Running;
  /** Runs a command that has to succeed; its standard output. */
  ok(...argv: readonly string[]): Promise<string>;
  /** Starts a process with this command line behind `node runner.js`; it is killed with the test at the latest. */
  runner(...argv: readonly string[]): Promise<Runner>;
  /** Writes the configuration anew. */
  configure(config: Configuration): void;
  /** From now on the program is given this webhook, or none. */
  useWebhook(webhook: URL | null): void;
  /** From now on it is given this token for the API. */
  useToken(token: string): void;
}

/** What a test changes of the configuration. */
export interface Configuration {
  readonly policy?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

/** An automation root, an empty state and a Mattermost of its own for one test; gone afterwards. */
export async function makeRig(context: TestContext, config: Configuration = {}): Promise<Rig> {
  const runners: Runner[] = [];
  const secrets = new Set<string>();
  const receiver = await startReceiver();
  context.after(async () => {
    await Promise.all(runners.map((runner) => runner.kill()));
    await receiver.close();
  });
  const { folder, options, report } = workplace(context);
  const root = join(folder, "root");
  let webhook: URL | null = null;
  let token: string | null = null;
  const begin = (...argv: readonly string[]): Running => {
    const given = {
      ...(webhook === null ? {} : { MATTERMOST_ATVM_WEBHOOK: webhook.href }),
      ...(token === null ? {} : { MATTERMOST_ATVM_TOKEN: token }),
    };
    return startProgram(withOptions(argv, options), given);
  };
  const run = async (...argv: readonly string[]): Promise<Ended> => {
    const ended = await begin(...argv).ended;
    assert.doesNotMatch(ended.stderr, /: bug: /);
    assertNoSecret(secrets, argv.join(" "), ended.stdout + ended.stderr);
    for (const { path, content } of filesBelow(folder)) assertNoSecret(secrets, path, content);
    return ended;
  };
  const rig: Rig = {
    ...{ folder, report, root, receiver, run, begin },
    build: `nightly-${randomBytes(4).toString("hex")}`,
    stateDir: join(folder, "state"),
    async ok(...argv) {
      const { status, stdout, stderr } = await run(...argv);
      assert.equal(status, 0, `${argv.join(" ")}: ${stderr}`);
      return stdout;
    },
    async runner(...argv) {
      const runner = await spawnRunner(folder, argv);
      runners.push(runner);
      return runner;
    },
    configure({ policy, ...rest }) {
      const all = { root, policy: { ...quickPolicy, ...policy }, ...rest };
      writeFileSync(join(folder, "config.json"), JSON.stringify(all));
    },
    useWebhook(given) {
      webhook = given;
      if (given !== null) secrets.add(given.pathname.replace(/^.*\//, ""));
    },
    useToken(given) {
      token = given;
      secrets.add(given);
    },
  };
  rig.configure(config);
  rig.useWebhook(receiver.webhook());
  return rig;
}

/** Options stand before a `--`, behind which everything is a name. */
function withOptions(argv: readonly string[], options: readonly string[]): readonly string[] {
  const end = argv.indexOf("--");
  return end < 0 ? [...argv, ...options] : [...argv.slice(0, end), ...options, ...argv.slice(end)];
}

function assertNoSecret(secrets: ReadonlySet<string>, where: string, text: string): void {
  for (const secret of secrets) assert.ok(!text.includes(secret), `${where} holds a secret`);
}
