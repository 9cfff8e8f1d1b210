import { readFileSync } from "node:fs";
import type { App } from "../../src/commands/app.ts";
import { parseTemplates } from "../../src/core/message/message.ts";
import { present } from "../../src/core/words.ts";
import type { ScopeKey } from "../../src/core/ports.ts";
import { createMattermost } from "../../src/delivery/mattermost.ts";
import { createStore } from "../../src/store/store.ts";
import { configOf } from "../core/samples.ts";
import { channelOf } from "./channel.ts";
import type { Chance } from "./chance.ts";
import { clocksAt, type Clocks } from "./clocks.ts";
import { durableText, emptyDisk, type Disk } from "./disk.ts";
import { fileSystemOf } from "./filesystem.ts";
import { folderOf, stateDir } from "./paths.ts";
import { newJudge, type Judge } from "./judge.ts";
import { machineOf, type Machine } from "./machine.ts";
import { ambiguous, type Mood } from "./moods.ts";
import { reporterOf, sourcesOf, type Reporter } from "./reporter.ts";
import { emptyRuntimeFolder, runtimeOf, type RuntimeFolder } from "./runtime.ts";
import { exchangeOf, newServer, type Server, type Surroundings } from "./server.ts";
import { emptyStage, type Actor, type Stage } from "./stage.ts";
import { noPromises, watchedStore, type Promises } from "./watchedstore.ts";

/** A controller, its disk and its Mattermost, with everything that nobody in it knows. */
export interface World {
  readonly chance: Chance;
  readonly clocks: Clocks;
  readonly disk: Disk;
  readonly machine: Machine;
  readonly reporter: Reporter;
  readonly server: Server;
  readonly stage: Stage;
  readonly judge: Judge;
  readonly promises: Promises;
  runtime: RuntimeFolder;
  readonly around: Surroundings;
  /** What happened, line by line. */
  readonly trace: string[];
  /** Everything of which the run has to show that it came about. */
  readonly reached: Set<string>;
  /** The pid of a run's process is given again as soon as that has ended. */
  reusesPids: boolean;
  /** Passes may look into the channel for messages in doubt. */
  looksIntoChannel: boolean;
  onRing: () => void;
  onRequest: (actor: Actor, mood: Mood) => void;
}

const templates = parseTemplates({
  message: readFileSync("templates/message.md", "utf8"),
  card: readFileSync("templates/card.md", "utf8"),
});
const config = configOf({ stateDir });
const endpoint = { webhook: new URL("https://chat.example/hooks/secret"), timeoutMs: 10_000, caFile: undefined };

/** What a world begins with, where it is not empty. */
export interface Beginning {
  readonly disk?: Disk;
  readonly clocks?: Clocks;
  readonly reporter?: Reporter;
  readonly promises?: Promises;
  readonly runtime?: RuntimeFolder;
}

export function worldOf(chance: Chance, beginning: Beginning = {}): World {
  const { disk = emptyDisk(), clocks = clocksAt({ boot: 1, ms: 60_000, bootedAt: 0 }) } = beginning;
  const judge = newJudge();
  const around: Surroundings = {
    clocks,
    chance,
    onRequest: (actor, body, mood) => {
      judge.requests(actor, body, !ambiguous.includes(mood), (key) => durablyClosed(disk, key));
      world.onRequest(actor, mood);
    },
    onPost: (body) => {
      tell(world, `   Mattermost: ${body.text.split("\n", 1)[0] ?? ""} (${body.props.atvm_delivery_id})`);
      judge.posts(body);
    },
  };
  const world: World = {
    chance,
    clocks,
    disk,
    machine: machineOf(clocks),
    reporter: beginning.reporter ?? reporterOf(clocks),
    server: newServer(),
    stage: emptyStage(),
    judge,
    promises: beginning.promises ?? noPromises(),
    runtime: beginning.runtime ?? emptyRuntimeFolder(),
    around,
    trace: [],
    reached: new Set(),
    reusesPids: false,
    looksIntoChannel: false,
    onRing: () => undefined,
    onRequest: () => undefined,
  };
  return world;
}

/** How a scope is closed in what a power cut would leave. */
function durablyClosed(disk: Disk, key: ScopeKey): string | undefined {
  const text = durableText(disk, `${folderOf(key)}/state.json`) ?? "{}";
  return /"closed":\{[^}]*"state":"([A-Z]+)"/.exec(text)?.[1];
}

export function tell(world: World, text: string): void {
  world.trace.push(`${(world.clocks.true() / 1_000).toFixed(1).padStart(8)} ${text}`);
}

/** What passes tell in their log of what they did, or did not do. */
const tellings: readonly (readonly [string, RegExp])[] = [
  ["claim: another pass had it", /a duplicate was prevented/],
  ["claim withdrawn: cancelled", /cancelled after the try was claimed/],
  ["claim withdrawn: too old", /held up after it claimed the try/],
  ["claim withdrawn: lock lost", /another pass has taken over the lock; it goes on/],
  ["write refused: lock lost", /^lock-lost:/],
  ["waits: back-off", /the last try failed/],
  ["waits: Mattermost in trouble", /does not answer as it should/],
  ["held: in doubt", /only an operator can settle it/],
  ["held: damaged", /is damaged \(/],
  ["held: newer release", /was written by a newer release/],
  ["registration cut short", /its registration was cut short/],
];

/** What a pass or a command works with, over simulated ports; `reopens`: it is an operator's `reset`. */
export function appOf(world: World, actor: Actor, reopens = false): App {
  const { clocks, chance, disk, machine, judge } = world;
  const store = createStore({ stateDir, fileSystem: fileSystemOf(actor, disk, () => clocks.wall()) });
  const note = (level: string) => (text: string) => {
    tell(world, `   ${actor.name} ${level}: ${text}`);
    for (const [what, pattern] of tellings) if (pattern.test(text)) world.reached.add(what);
    return Promise.resolve();
  };
  const seen = machine.process(actor.pid);
  if (seen.seen !== "present") throw new Error("a process that is not there");
  return {
    config,
    ports: {
      clock: {
        now: () => clocks.now(),
        sleep: async (ms) => {
          await actor.sleepUntil(clocks.true() + ms, "sleep");
        },
      },
      sources: sourcesOf(actor, machine, world.reporter),
      store: watchedStore(store, { actor, judge, promises: world.promises, clocks, reopens }),
      mattermost: createMattermost(endpoint, exchangeOf(actor, world.server, world.around)),
      lookup: world.looksIntoChannel ? channelOf(actor, judge) : undefined,
      journal: { info: note("info"), warn: note("warn"), error: note("error") },
      random: { id: () => `id-${Math.floor(chance.next() * 1e12).toString(36)}`, fraction: () => chance.next() },
    },
    runtime: runtimeOf(
      actor,
      () => world.runtime,
      clocks,
      () => world.onRing(),
    ),
    owner: seen.fact.id,
    noWebhook: null,
    channel: null,
    templates,
    zoneOffset: () => 60,
    version: "0",
    out: {
      line: (text) => tell(world, `   ${actor.name}: ${text}`),
      json: () => undefined,
      progress: () => undefined,
      width: null,
      gone: () => false,
    },
    host: {
      process: (pid) => machine.process(pid),
      directory: (path) => Promise.resolve(present(path)),
      kindOf: () => Promise.resolve(present("unknown")),
      reportsBelow: () => {
        throw new Error("no report is inspected here");
      },
      readText: () => Promise.reject(new Error("no such file")),
    },
    origins: { webhook: "from the simulation", channel: "the webhook's own channel" },
    supervised: false,
  };
}
