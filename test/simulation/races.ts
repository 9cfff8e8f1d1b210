import { startCommandOf, startPass } from "./programs.ts";
import type { Actor } from "./stage.ts";
import type { World } from "./world.ts";

/** Two processes on one scene: the first is held up, the others run, and then it goes on. */
export interface Race {
  readonly title: string;
  readonly first: Program;
  readonly then: readonly Program[];
  /** Held up for minutes: its lock goes stale and is taken over. */
  readonly frozen: boolean;
  /** What may become of each scope: `STATE delivery-phase posts`. */
  readonly mayEnd: RegExp;
}

type Program = (world: World) => Actor;

const pass: Program = (world) => startPass(world, "pass");
const command =
  (name: "cancel" | "reset" | "resolve" | "start", options: object): Program =>
  (world) =>
    startCommandOf(world, name, { build: "nightly", ...options });
const cancel = command("cancel", {});
const machines = { machines: "m1,m2" };

/** Two operators, of whom each says something else of a message in doubt. */
export const contradiction: Race = {
  title: "two operators contradict each other on a message in doubt",
  first: command("resolve", { posted: true }),
  then: [command("resolve", { resend: true })],
  frozen: true,
  mayEnd: /^COMPLETED posted [01]$/,
};

/** Commands that are cut short by a crash; then passes come. */
export const commandsCut: readonly Omit<Race, "then" | "frozen">[] = [
  { title: "a cancel", first: cancel, mayEnd: /^(COMPLETED posted 1|CANCELLED none 0)$/ },
  {
    title: "a start --replace",
    first: command("start", { ...machines, replace: true }),
    mayEnd: /^(COMPLETED posted 1|CANCELLED none 0)$/,
  },
  { title: "a reset --ended", first: command("reset", { ended: true }), mayEnd: /^COMPLETED posted 1$/ },
];

export const races: readonly Race[] = [
  {
    title: "a cancel while a pass posts",
    first: pass,
    then: [cancel],
    frozen: false,
    mayEnd: /^(COMPLETED posted 1|CANCELLED (none|waiting) 0)$/,
  },
  {
    title: "a pass while a cancel is made",
    first: cancel,
    then: [pass],
    frozen: false,
    mayEnd: /^(COMPLETED posted 1|CANCELLED (none|waiting) 0)$/,
  },
  {
    title: "a pass is frozen, and nobody comes",
    first: pass,
    then: [],
    frozen: true,
    mayEnd: /^COMPLETED posted 1$/,
  },
  {
    title: "a pass is frozen, and others take over",
    first: pass,
    then: [pass, pass],
    frozen: true,
    mayEnd: /^COMPLETED posted 1$/,
  },
  {
    title: "a pass is frozen, and the build is cancelled",
    first: pass,
    then: [cancel, pass],
    frozen: true,
    mayEnd: /^(COMPLETED posted 1|CANCELLED (none|waiting) 0)$/,
  },
  {
    title: "a pass is frozen, and the build is replaced",
    first: pass,
    then: [command("start", { ...machines, replace: true }), pass],
    frozen: true,
    mayEnd: /^(COMPLETED posted 1|CANCELLED none 0)$/,
  },
  {
    title: "a pass is frozen, the build is replaced, and it is the first to go on",
    first: pass,
    then: [command("start", { ...machines, replace: true })],
    frozen: true,
    mayEnd: /^(COMPLETED posted 1|CANCELLED none 0)$/,
  },
  {
    title: "a pass is frozen, the build is reset, and it is the first to go on",
    first: pass,
    then: [command("reset", { ended: true })],
    frozen: true,
    mayEnd: /^COMPLETED posted 1$/,
  },
  {
    title: "a pass is frozen, and the build is reset",
    first: pass,
    then: [command("reset", { ended: true }), pass],
    frozen: true,
    mayEnd: /^COMPLETED posted 1$/,
  },
  {
    title: "a start is frozen, and passes come",
    first: command("start", { ...machines, replace: true }),
    then: [pass, pass],
    frozen: true,
    mayEnd: /^(COMPLETED posted 1|CANCELLED none 0)$/,
  },
];
