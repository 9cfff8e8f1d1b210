import assert from "node:assert/strict";
import { startMattermost } from "./mattermost.ts";
import { boxFor, systemdTest } from "./systemd-test.ts";

/** Posts from inside by a tool of the shell's own; what comes back, or nothing where nobody listens. */
const posting = `exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 7
printf 'POST %s HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\nContent-Length: %d\\r\\n\\r\\n%s' "$2" "\${#3}" "$3" >&3
cat <&3`;

systemdTest("a Mattermost is reached from inside alone, does as it is told, and outlives a reboot", async (context) => {
  const box = await boxFor(context);
  const mattermost = await startMattermost(box);
  context.after(() => mattermost.close());
  const { port, pathname } = mattermost.webhook();
  const post = async (text: string) => {
    const { status, stdout } = await box.run("bash", ["-c", posting, "bash", port, pathname, JSON.stringify({ text })]);
    return `${status} ${/^HTTP\/1\.1 (\d+)/.exec(stdout)?.[1] ?? "nothing"}`;
  };
  assert.equal(await post("one"), "0 200");
  mattermost.script({ kind: "scripted", posts: true, end: { status: 500 } });
  assert.equal(await post("two"), "0 500");
  await mattermost.refuse();
  assert.equal(await post("refused"), "7 nothing");
  await mattermost.accept();
  await box.reboot("power cut");
  assert.equal(await post("three"), "0 200");
  assert.deepEqual(
    mattermost.posts.map(({ text }) => text),
    ["one", "two", "three"],
  );
  await assert.rejects(fetch(mattermost.webhook(), { method: "POST" }), { message: "fetch failed" });
});
