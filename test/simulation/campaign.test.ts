import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { campaign, told } from "./campaign.ts";
import { exploreCrashes } from "./crashpoints.ts";
import { race } from "./interleavings.ts";
import { commandsCut, contradiction, races } from "./races.ts";
import { expected } from "./reached.ts";
import { run } from "./run.ts";
import { doubtful, plans, sceneOf } from "./scenes.ts";

const reached = new Set<string>();

/** Crashes in a row; of two groups the second doubles everything. */
const crashesInARow: Readonly<Record<string, number>> = { "a plain build is due": 4 };

describe("cut before every call, killed or without power, a pass goes on to one post or to a message in doubt", () => {
  for (const plan of plans) {
    test(plan.title, async (t) => {
      const { violation, trace, images, cuts, ends } = await exploreCrashes(
        await sceneOf(plan),
        crashesInARow[plan.title] ?? 2,
      );
      t.diagnostic(`${cuts} cuts in 5 ways, ${images} moments that differ, ${ends} ends`);
      assert.equal(violation, null, trace.slice(-60).join("\n"));
      assert.ok(cuts > 200 && images > 40 && ends > 5, `${cuts} ${images} ${ends}`);
    });
  }
});

describe("a command cut before every call leaves what the next passes can go on with", () => {
  for (const { title, ...begin } of commandsCut) {
    test(title, async (t) => {
      const [plan] = plans;
      assert.ok(plan !== undefined);
      const { violation, trace, images, cuts } = await exploreCrashes(await sceneOf(plan), 1, begin);
      t.diagnostic(`${cuts} cuts in 5 ways, ${images} moments that differ`);
      assert.equal(violation, null, trace.slice(-60).join("\n"));
      assert.ok(cuts > 5 && images > 5, `${cuts} ${images}`);
    });
  }
});

describe("held up before every call while others go on", () => {
  for (const one of [...races, contradiction]) {
    test(one.title, async (t) => {
      const plan = one === contradiction ? doubtful : plans[0];
      assert.ok(plan !== undefined);
      const { violation, trace, runs, reached: came } = await race(await sceneOf(plan), one);
      for (const what of came) reached.add(what);
      t.diagnostic(`held up at ${runs} calls`);
      assert.equal(violation, null, trace.slice(-80).join("\n"));
      assert.ok(runs > 15);
    });
  }
});

describe("seeds", () => {
  test("break no guarantee, whatever goes wrong", async (t) => {
    const { figures, broken, reached: came } = await campaign(1, 50);
    for (const what of came) reached.add(what);
    const [first] = broken;
    assert.equal(first, undefined, first === undefined ? "" : told(first, 120));
    t.diagnostic(JSON.stringify(figures));
    const { seeds, steps, crashes, posts, due, duplicates, losses, excused } = figures;
    assert.deepEqual({ seeds, duplicates, losses }, { seeds: 50, duplicates: 0, losses: 0 });
    assert.ok(steps > 100_000 && crashes > 20 && posts > 120, JSON.stringify(figures));
    assert.ok(excused < due / 5, "most of what is due has no excuse");
  });

  for (const [families, seeds] of [
    [["glitches"], 15],
    [["damage", "kills"], 8],
  ] as const) {
    test(`with ${families.join(" and ")} alone break none either`, async () => {
      const { broken, reached: came } = await campaign(1, seeds, { families });
      for (const what of came) reached.add(what);
      assert.deepEqual(
        broken.map((one) => told(one, 60)),
        [],
      );
    });
  }

  test("reach every state, rule, fault and outcome", () => {
    assert.deepEqual(
      expected.filter((what) => !reached.has(what)),
      [],
    );
  });

  test("tell the same again, step by step", async () => {
    const [once, again] = [await run(23), await run(23)];
    assert.deepEqual(again.trace, once.trace);
    assert.ok(once.trace.length > 500);
  });
});
