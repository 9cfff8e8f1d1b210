import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { temporaryFolder } from "../../program/workplace.ts";
import { bootBox } from "./box.ts";
import { boxFor, systemdTest } from "./systemd-test.ts";
import { marksOf, tracesOf, type Marks } from "./traces.ts";

const nothing = { processes: [], cgroups: [] };

function mountsAndFolders(): readonly string[] {
  const folders = ["/", "/run", "/mnt", "/dev", "/etc", "/etc/systemd/system", "/var/tmp", "/var/log"];
  return [readFileSync("/proc/self/mountinfo", "utf8"), ...folders.map((folder) => readdirSync(folder).join(" "))];
}

systemdTest("a box that is ended leaves no process, cgroup, mount or folder behind", async (context) => {
  const before = mountsAndFolders();
  const box = await boxFor(context);
  const marks = marksOf(box.network);
  const running = await box.start("sleep", ["infinity"]);
  const { processes, cgroups } = tracesOf(marks);
  assert.deepEqual(
    {
      systemd: processes.filter((line) => line.startsWith("/usr/lib/systemd/systemd ")).length,
      cgroups: cgroups.length,
    },
    { systemd: 1, cgroups: 1 },
  );
  await box.end();
  assert.deepEqual(tracesOf(marks), nothing);
  assert.deepEqual(mountsAndFolders(), before);
  assert.equal((await running.ended).status, 137);
});

systemdTest("a box that does not boot is given back too, and what it said is told", async () => {
  await assert.rejects(
    bootBox({ hide: ["/usr/lib/systemd/systemd"] }),
    /setpriv: failed to execute .*systemd: No such file/,
  );
});

/** Boots a box in a process of its own, whose temporary folder is an empty one. */
async function bootApart(context: TestContext): Promise<{ marks: Marks; folder: string; killed: () => Promise<void> }> {
  const folder = temporaryFolder(context);
  const child = spawn(process.execPath, ["--import", "tsx", join(import.meta.dirname, "boot-and-wait.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, TMPDIR: folder },
  });
  context.after(() => child.kill("SIGKILL"));
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const killed = async () => {
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  return { marks: marksOf(line.toString().trim()), folder, killed };
}

/** What is gone with a killed process is gone a little later than the process. */
async function until(fulfilled: () => boolean): Promise<void> {
  while (!fulfilled()) await wait(50);
}

systemdTest("nothing is left behind when the test itself is killed", async (context) => {
  const { marks, folder, killed } = await bootApart(context);
  assert.equal(tracesOf(marks).processes.filter((line) => line.includes("sleep infinity")).length, 2);
  await killed();
  await until(() => JSON.stringify(tracesOf(marks)) === JSON.stringify(nothing));
  assert.deepEqual(
    readdirSync(folder).filter((name) => !name.startsWith("tsx-")),
    [],
  );
});

systemdTest("what is left when everything is killed at once, the next box takes away", async (context) => {
  const { marks, killed } = await bootApart(context);
  process.kill(marks.keeper, "SIGKILL");
  await killed();
  await until(() => tracesOf(marks).processes.length === 0);
  await (await bootBox()).end();
  assert.deepEqual(tracesOf(marks), nothing);
});
