import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { answering } from "./answers.ts";
import { harmEverything } from "./harms.ts";
import { ambiguous, refusing } from "./moods.ts";
import { doubtful, plans, sceneOf } from "./scenes.ts";
import { sweep, troubledPlays, troubles } from "./troubles.ts";

describe("whatever goes wrong at any moment of a run, everything is posted once it is over", () => {
  for (const trouble of troubles) {
    test(trouble.title, async (t) => {
      for (const play of troubledPlays()) {
        const { moments, posts, violation, trace } = await sweep(play, trouble);
        t.diagnostic(`${play.kind}: ${moments} moments, ${posts} posts`);
        assert.equal(violation, null, trace.slice(-80).join("\n"));
        assert.ok(moments > 6 && posts === moments * play.scopes.length, `${moments} ${posts}`);
      }
    });
  }
});

describe("whatever Mattermost answers, at most one message is left in doubt, and that only where nobody can know", () => {
  for (const plan of plans.slice(0, 2)) {
    test(plan.title, async () => {
      const scene = await sceneOf(plan);
      for (const mood of [...ambiguous, ...refusing]) {
        for (const passes of [1, 3]) {
          const { unconfirmed, violation, trace } = await answering(scene, mood, passes);
          assert.equal(violation, null, trace.slice(-40).join("\n"));
          assert.equal(unconfirmed, ambiguous.includes(mood) ? 1 : 0, mood.name);
        }
      }
    });
  }
});

describe("with a token, a message that came into the channel does not stay in doubt, whatever was answered", () => {
  for (const plan of plans.slice(0, 2)) {
    test(plan.title, async (t) => {
      const scene = await sceneOf(plan);
      const inDoubt: string[] = [];
      for (const mood of ambiguous) {
        const { unconfirmed, violation, trace } = await answering(scene, mood, 1, true);
        assert.equal(violation, null, trace.slice(-40).join("\n"));
        if (unconfirmed > 0) inDoubt.push(mood.name);
      }
      t.diagnostic(`in doubt, and not in the channel: ${inDoubt.join(", ")}`);
      const never = ambiguous.filter(({ creates }) => creates === "never").map(({ name }) => name);
      const always = ambiguous.filter(({ creates }) => creates === "always").map(({ name }) => name);
      assert.deepEqual(
        never.filter((name) => !inDoubt.includes(name)),
        [],
      );
      assert.deepEqual(
        always.filter((name) => inDoubt.includes(name)),
        [],
      );
    });
  }
});

describe("however a state file is harmed, nothing is posted on what is left of it", () => {
  for (const plan of [...plans.slice(0, 1), doubtful]) {
    test(plan.title, async (t) => {
      const { runs, heldBack, violation, trace } = await harmEverything(await sceneOf(plan));
      t.diagnostic(`${runs} files harmed, ${heldBack} messages held back`);
      assert.equal(violation, null, trace.slice(-40).join("\n"));
      assert.ok(runs > 40 && (plan !== doubtful || heldBack > 5), `${runs} ${heldBack}`);
    });
  }
});
