import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeSettled } from "../passes.ts";
import { makeRig } from "../rig.ts";
import { finishedRun } from "../scenes.ts";
import { counted, outcomes, passesAfter } from "./afterwards.ts";
import { copyOf } from "./copies.ts";
import { failAt, isOfDisk, recording, straceTest } from "./strace.ts";

const errors = ["ENOSPC", "EIO", "EROFS", "EDQUOT", "EACCES"];

straceTest(
  "a disk that refuses any one call of a pass never lets a message go out unclaimed, and is told",
  async (context) => {
    const rig = await makeRig(context, { policy: { settle: "8s" } });
    await finishedRun(rig);
    assert.ok(await beforeSettled(rig));
    const record = recording(context);
    await (await copyOf(context, rig)).run(["reconcile"], record.by);
    const places = record.places().filter(isOfDisk);
    const all: string[] = [];
    for (const [index, place] of places.entries()) {
      const copy = await copyOf(context, rig);
      const { status, stderr } = await copy.run(["reconcile"], failAt(place, errors[index % errors.length] ?? "EIO"));
      if (status !== 0) {
        assert.ok(status === 74 || status === 77, stderr);
        assert.match(stderr, /state-write-failed: cannot write [^\n]+ \(E[A-Z]+\); [^\n]+\n/);
      }
      const wasPosted = copy.receiver.posts.length > 0;
      assert.ok(!wasPosted || existsSync(join(copy.scopeFolder, "try-1.json")), "nothing goes out without a claim");
      await passesAfter(copy);
      const [outcome = ""] = await outcomes(copy, [rig.build]);
      all.push(`${wasPosted ? "sent" : "held back"}, then ${outcome}`);
    }
    assert.ok(all.includes("held back, then posted") && all.includes("sent, then posted"));
    assert.ok(!all.includes("sent, then in doubt, posted"), "two files tell that a message was posted, each by itself");
    const heldInDoubt = all.filter((one) => one.startsWith("held back, then in doubt"));
    assert.deepEqual(heldInDoubt, [], "what surely did not go out is sent by a later pass");
    context.diagnostic(`${String(places.length)} places: ${counted(all)}`);
  },
);
