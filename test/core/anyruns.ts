import fc from "fast-check";
import { begins, endsGreen, endsRed, junit, log, mochawesome, spec, unfinished } from "./papers.ts";
import { watching, type Timeline } from "./situations.ts";
import type { Change } from "./world.ts";

/** One look of a random run, so many seconds after the one before. */
export interface Step {
  readonly seconds: number;
  readonly change: Change;
}

const papers = [
  junit("m1"),
  junit("m1", spec("a.cy.js", "one", "!two")),
  junit("m1", spec("b.cy.js", "three")),
  unfinished("m1", "cut"),
  unfinished("m1", "ill-formed"),
  junit("m2"),
  mochawesome("m2", [spec("a.cy.js", "!one")]),
  mochawesome(null, [spec("z.cy.js", "!hook")]),
  log(begins),
  log([...begins, ...endsGreen]),
  log([...begins, ...endsRed(1, 3)]),
  log([...begins, "Killed"]),
  log(begins, "m2"),
];

/** Anything a controller may show of one run: processes that come and go, files in any state, marks, boots. */
export function anyChanges(): fc.Arbitrary<readonly Step[]> {
  const change = fc.record(
    {
      alive: fc.subarray([7, 8]),
      files: fc.uniqueArray(fc.constantFrom(...papers), { selector: ({ path }) => path, maxLength: 5 }),
      cancelled: fc.constantFrom(false, false, false, true, "unreadable" as const),
      exit: fc.constantFrom(
        { status: 0 },
        { status: 1, result: "exit-code" },
        { status: null, signal: "SIGKILL" },
        "unreadable" as const,
      ),
      boot: fc.constantFrom("b1", "b1", "b2"),
      blind: fc.constantFrom("files" as const, "processes" as const),
      wallStep: fc.constantFrom(-86_400, 3_600),
    },
    { requiredKeys: [] },
  );
  const seconds = fc.constantFrom(1, 30, 60, 90, 3_600, 90_000);
  return fc.array(fc.record({ seconds, change }), { minLength: 1, maxLength: 8 });
}

/** The run after each of its looks; one and the same timeline, so each is to be looked at in turn. */
export function* playing(steps: readonly Step[]): Generator<Timeline> {
  const run = watching({ machines: ["m1", "m2"] });
  for (const { seconds, change } of steps) yield run.look(seconds, change);
}
