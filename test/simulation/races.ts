import { startCommandOf, startPass } from "./programs.ts";
import type { Actor } from "./stage.ts";
import type { World } from "./world.ts";

/** Two processes on one scene: the first is held up, the others run, and then it goes on. */
export interface Race {
  readonly title: string;
  readonly first: Program;
  readonly then: readonly Program[];
  /** One that is frozen is held up for so long that its lock goes stale and is taken over. */
  readonly meanwhile: "it waits" | "it is frozen" | "it is killed, and its pid given again";
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
  meanwhile: "it is frozen",
  mayEnd: /^COMPLETED posted [01]$/,
};

/** Commands that are cut short by a crash; then passes come. */
export const commandsCut: readonly Omit<Race, "then" | "meanwhile">[] = [
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
    meanwhile: "it waits",
    mayEnd: /^(COMPLETED posted 1|CANCELLED (none|waiting) 0)$/,
  },
  {
    title: "a pass while a cancel is made",
    first: cancel,
    then: [pass],
    meanwhile: "it waits",
    mayEnd: /^(COMPLETED posted 1|CANCELLED (none|waiting) 0)$/,
  },
  {
    title: "a pass is frozen, and nobody comes",
    first: pass,
    then: [],
    meanwhile: "it is frozen",
    mayEnd: /^COMPLETED posted 1$/,
  },
  {
    title: "a pass is frozen, and others take over",
    first: pass,
    then: [pass, pass],
    meanwhile: "it is frozen",
    mayEnd: /^COMPLETED posted 1$/,
  },
  {
    title: "a pass is frozen, and the build is cancelled",
    first: pass,
    then: [cancel, pass],
    meanwhile: "it is frozen",
    mayEnd: /^(COMPLETED posted 1|CANCELLED (none|waiting) 0)$/,
  },
  {
    title: "a pass is frozen, and the build is replaced",
    first: pass,
    then: [command("start", { ...machines, replace: true }), pass],
    meanwhile: "it is frozen",
    mayEnd: /^(COMPLETED posted 1|CANCELLED none 0)$/,
  },
  {
    title: "a pass is frozen, the build is replaced, and it is the first to go on",
    first: pass,
    then: [command("start", { ...machines, replace: true })],
    meanwhile: "it is frozen",
    mayEnd: /^(COMPLETED posted 1|CANCELLED none 0)$/,
  },
  {
    title: "a pass is frozen, the build is reset, and it is the first to go on",
    first: pass,
    then: [command("reset", { ended: true })],
    meanwhile: "it is frozen",
    mayEnd: /^COMPLETED posted 1$/,
  },
  {
    title: "a pass is frozen, and the build is reset",
    first: pass,
    then: [command("reset", { ended: true }), pass],
    meanwhile: "it is frozen",
    mayEnd: /^COMPLETED posted 1$/,
  },
  {
    title: "a start is frozen, and passes come",
    first: command("start", { ...machines, replace: true }),
    then: [pass, pass],
    meanwhile: "it is frozen",
    mayEnd: /^(COMPLETED posted 1|CANCELLED none 0)$/,
  },
  {
    title: "a pass is killed, and its pid given again",
    first: pass,
    then: [pass],
    meanwhile: "it is killed, and its pid given again",
    mayEnd: /^COMPLETED (posted 1|unconfirmed [01])$/,
  },
];
