import assert from "node:assert/strict";
import { test } from "node:test";
import type { SendOutcome } from "../../src/core/mattermostports.ts";
import type { Health } from "../../src/core/health/probed.ts";
import { probeCap } from "../../src/core/post/decide.ts";
import { makeSender, type Asked, type Sender, type World } from "./sender.ts";

const day = 86_400;
/** What the timer leaves between two passes, in seconds. */
const interval = 30;
/** When the passes of a sender begin. */
const begin = 10_000;

const silent = { sent: "unknown", code: "timeout", text: "it did not answer" } as const;
const refusing = {
  sent: "no",
  code: "connection-refused",
  text: "it refuses connections",
  retryAfterMs: null,
} as const;
const ill: Health = { healthy: false, code: "connection-refused", text: "it refuses connections", retryAfterMs: null };
const well: Health = { healthy: true, proven: true };

/** Away from the first pass on for so many seconds, in this manner; well afterwards. */
function away(seconds: number, how: SendOutcome): World {
  const isAway = ({ at }: Asked): boolean => at < begin + interval + seconds;
  return {
    post: (asked) => (isAway(asked) ? how : { sent: "posted" }),
    probe: (asked) => (isAway(asked) ? ill : well),
  };
}

async function passesFor(sender: Sender, seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += interval) await sender.pass(interval);
}

function phases(sender: Sender, groups: readonly string[]): readonly string[] {
  return groups.map((group) => {
    const { posted, tries } = sender.files(group);
    if (posted !== null) return "posted";
    return tries.some(({ outcome }) => outcome === null) ? "in doubt" : "waiting";
  });
}

const groups = ["linux", "mac", "win"];
const six = ["a", "b", "c", "d", "e", "f"];

test("Mattermost refuses connections for a day: nothing is in doubt, little is asked, and all is posted within minutes", async () => {
  const sender = makeSender(groups, away(day, refusing));
  await passesFor(sender, day);
  assert.deepEqual(phases(sender, groups), ["waiting", "waiting", "waiting"]);
  assert.equal(sender.asked.filter(({ what }) => what === "post").length, 1);
  assert.ok(sender.asked.length < (day * 1_000) / probeCap + 20, `${sender.asked.length} requests`);
  await passesFor(sender, probeCap / 1_000 + 2 * interval);
  assert.deepEqual(sender.posted, groups);
  assert.equal(sender.trouble(), null);
});

test("Mattermost takes requests and never answers for a day: one message is in doubt, the others are posted", async () => {
  const sender = makeSender(groups, away(day, silent));
  await passesFor(sender, day + 600);
  assert.deepEqual(phases(sender, groups), ["in doubt", "posted", "posted"]);
  assert.deepEqual(sender.posted, ["mac", "win"]);
});

test("an outage of which nothing was written down still leaves one message in doubt: the probe goes before the next", async () => {
  const sender = makeSender(groups, {
    post: () => {
      throw new Error("killed");
    },
    probe: () => ill,
  });
  await assert.rejects(sender.pass(interval), /killed/);
  assert.equal(sender.trouble(), null);
  for (let count = 0; count < 10; count++) await sender.pass(interval);
  assert.deepEqual(phases(sender, groups), ["in doubt", "waiting", "waiting"]);
});

test("an outage that cannot be written down leaves one message in doubt too", async () => {
  const sender = makeSender(groups, away(day, silent));
  sender.breakDisk("trouble");
  await passesFor(sender, 3 * interval);
  assert.deepEqual(phases(sender, groups), ["in doubt", "waiting", "waiting"]);
});

test("while a message stays in doubt, each pass asks by one probe and then posts all that is due", async () => {
  const sender = makeSender(groups, {
    post: ({ group }) => (group === "linux" ? silent : { sent: "posted" }),
    probe: () => well,
  });
  await passesFor(sender, 3 * interval);
  assert.deepEqual(
    sender.asked.map(({ what, group }) => group ?? what),
    ["linux", "probe", "mac", "win"],
  );
});

test("where the probe is well and messages are left in doubt all the same, they come ever further apart", async () => {
  const sender = makeSender(six, { post: () => silent, probe: () => well });
  await passesFor(sender, 900);
  assert.deepEqual(
    sender.asked.filter(({ what }) => what === "post").map(({ at, group }) => `${group} ${at - begin}`),
    ["a 30", "b 60", "c 90", "d 150", "e 240", "f 420"],
  );
});

test("passes that are killed while they send, one after the other, slow down too", async () => {
  const sender = makeSender(six, {
    post: () => {
      throw new Error("killed");
    },
    probe: () => well,
  });
  for (let passed = 0; passed < 300; passed += interval) await sender.pass(interval).catch(() => undefined);
  assert.deepEqual(
    sender.asked.filter(({ what }) => what === "post").map(({ at }) => at - begin),
    [30, 60, 90, 150, 240],
  );
});

test("a Mattermost that takes its time gets what a pass can send, and the next pass sends the rest", async () => {
  const sender = makeSender(six, { post: () => ({ sent: "posted" }), probe: () => well, takes: 12 });
  const { statuses } = await sender.pass(interval);
  assert.deepEqual([sender.posted, statuses], [["a", "b", "c", "d"], [75]]);
  assert.match(
    sender.said.at(-1) ?? "",
    /: due, not posted yet: this pass has been sending for 45 s; the next one goes on$/,
  );
  await sender.pass(interval);
  assert.deepEqual(sender.posted, six);
});

test("a channel that one group's message is refused for holds no other message back, in the same pass", async () => {
  const refused = { sent: "no", code: "channel-refused", text: "no such channel", retryAfterMs: null } as const;
  const sender = makeSender(groups, {
    post: ({ group }) => (group === "linux" ? refused : { sent: "posted" }),
    probe: () => well,
  });
  const { statuses } = await sender.pass(interval);
  assert.deepEqual(sender.posted, ["mac", "win"]);
  assert.deepEqual(statuses, [75]);
  assert.deepEqual(
    sender.asked.map(({ what }) => what),
    ["post", "post", "post"],
    "a server that refuses a channel is well: it need not be asked",
  );
});

test("a refusal is on disk before the trouble is: should the disk fail between, the message is not in doubt", async () => {
  const sender = makeSender(["linux"], away(day, refusing));
  sender.breakDisk("trouble");
  const { statuses } = await sender.pass(interval);
  assert.deepEqual([statuses, phases(sender, ["linux"])], [[74], ["waiting"]]);
});

test("a disk that fails for one group's claim is told and holds no other message back", async () => {
  const sender = makeSender(groups, { post: () => ({ sent: "posted" }), probe: () => well });
  sender.breakDisk("linux");
  const { statuses, settled } = await sender.pass(interval);
  assert.deepEqual([sender.posted, statuses, settled], [["mac", "win"], [74], false]);
  assert.ok(sender.said.includes("state-write-failed: cannot write linux"), sender.said.join("\n"));
});

test("a cancel of one group after its claim withdraws its message and no other, one of the build withdraws all", async () => {
  const healthy: World = { post: () => ({ sent: "posted" }), probe: () => well };
  const sender = makeSender(groups, healthy);
  sender.cancel("mac");
  await sender.pass(interval);
  assert.deepEqual(sender.posted, ["linux", "win"]);
  assert.equal(sender.files("mac").tries[0]?.outcome?.outcome, "withdrawn");
  const whole = makeSender(groups, healthy);
  whole.cancel(null);
  await whole.pass(interval);
  assert.deepEqual(whole.asked, []);
});

test("a webhook that was wrong for hours is used within minutes once it is right", async () => {
  const wrong = { sent: "no", code: "webhook-unknown", text: "no such webhook", retryAfterMs: null } as const;
  const world: World = {
    post: ({ at }) => (at < begin + 6 * 3_600 ? wrong : { sent: "posted" }),
    probe: ({ at }) => (at < begin + 6 * 3_600 ? { healthy: false, ...wrong } : well),
  };
  const sender = makeSender(groups, world);
  await passesFor(sender, 6 * 3_600 + probeCap / 1_000 + 2 * interval);
  assert.deepEqual(sender.posted, groups);
});

test("the wait that a server asks for holds for that message, and for the probe that it was told to", async () => {
  const limited = { sent: "no", code: "rate-limited", text: "too many requests", retryAfterMs: 600_000 } as const;
  const sender = makeSender(groups, { post: () => limited, probe: () => ({ healthy: false, ...limited }) });
  await passesFor(sender, 1_300);
  assert.deepEqual(
    sender.asked.map(({ at, what }) => `${what} ${at - begin}`),
    ["post 30", "probe 60", "probe 660", "probe 1260"],
  );
});
