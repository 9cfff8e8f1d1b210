import assert from "node:assert/strict";
import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pass } from "./passes.ts";
import { refusal } from "./refusals.ts";
import { makeRig } from "./rig.ts";

test("every command refuses a build that nobody registered", async (context) => {
  const rig = await makeRig(context);
  for (const argv of [["status"], ["explain"], ["cancel"], ["reset"], ["preview"], ["resolve", "--accept"]]) {
    const { code, text } = await refusal(rig, 65, ...argv, "nobody");
    assert.equal(code, "build-unknown");
    assert.match(text, /^"nobody" is not registered/);
  }
});

test("a name that is open is refused with the command that would work, and that works", async (context) => {
  const rig = await makeRig(context);
  await rig.ok("start", rig.build);
  const open = await refusal(rig, 65, "start", rig.build);
  assert.equal(open.code, "build-open");
  assert.match(open.text, new RegExp(`: start "?${rig.build}"? --replace$`));
  assert.equal((await refusal(rig, 65, "start", rig.build, "--rerun")).code, "build-open");
  const replaced = await rig.ok("start", rig.build, "--replace");
  assert.match(replaced, /attempt 2; .*\nattempt 1 was closed as CANCELLED: superseded/);
  await rig.ok("cancel", rig.build);
  await pass(rig);
  const closed = await refusal(rig, 65, "start", rig.build);
  assert.equal(closed.code, "build-closed");
  assert.match(closed.text, new RegExp(`: start "?${rig.build}"? --rerun$`));
  assert.match(await rig.ok("start", rig.build, "--rerun"), /attempt 3/);
});

test("a run name that an open build may own is refused in either direction", async (context) => {
  const rig = await makeRig(context);
  await rig.ok("start", rig.build, "--categorize");
  assert.equal((await refusal(rig, 65, "start", `${rig.build}-linux`)).code, "run-name-taken");
  await rig.ok("start", `other${rig.build}-linux`);
  assert.equal((await refusal(rig, 65, "start", `other${rig.build}`, "--categorize")).code, "run-name-taken");
});

test("a command line that is wrong is a usage error", async (context) => {
  const rig = await makeRig(context);
  const { build } = rig;
  for (const [wanted, ...argv] of [
    [/^name a command/],
    [/^unknown command: frobnicate/, "frobnicate"],
    [/^unknown argument: frobnicate/, "start", build, "--frobnicate"],
    [/^unknown command: extra/, "status", build, "extra"],
    [/^name a build \(see --help\)$/, "start"],
    [/^name a build \(see --help\)$/, "explain", "--json"],
    [/^--machines: is given once/, "start", build, "--machines", "a", "--machines", "b"],
    [/^--pid: is given once/, "start", build, "--pid", "1", "--pid", "2"],
    [/^--group: is given once/, "explain", build, "--group", "a", "--group", "b"],
    [/^--state-dir is given once/, "status", "--state-dir", "/tmp/elsewhere"],
    [/^--config is given once/, "status", "--config", "/tmp/elsewhere"],
    [/^--pid: expects the number of a process/, "start", build, "--pid", "self"],
    [/^--hang-after: expects a duration such as 90s/, "start", build, "--hang-after", "soon"],
    [/^--root: expects an absolute path/, "start", build, "--root", "here"],
    [/^--channel: holds a space .*: a channel's name is the one in its URL/, "start", build, "--channel", "A B"],
    [/^--since: expects a time such as/, "start", build, "--since", "yesterday"],
    [/^--adopt needs --pid/, "start", build, "--adopt"],
    [/--pid: expects .*; --start-within: expects /, "start", build, "--pid", "x", "--start-within", "y"],
    [/^give one of --posted, --resend and --accept/, "resolve", build, "--posted", "--resend"],
    [/^--ended says .* --pid/, "reset", build, "--ended", "--pid", String(process.pid)],
  ] as const) {
    if (argv[0] === "reset") await rig.ok("start", build);
    const { code, text } = await refusal(rig, 64, ...argv);
    assert.equal(code, "usage");
    assert.match(text, wanted);
  }
});

test("a root or a process that is not there is refused", async (context) => {
  const rig = await makeRig(context);
  const runner = await rig.runner("whatever");
  await runner.kill();
  const gone = await refusal(rig, 65, "start", rig.build, "--pid", String(runner.pid));
  assert.equal(gone.code, "pid-unknown");
  assert.match(gone.text, /no such process is alive; in the script that does the run use --pid \$\$$/);
  const missing = join(rig.folder, "missing");
  const refused = await refusal(rig, 65, "start", rig.build, "--root", missing);
  assert.deepEqual([refused.code, refused.text.includes(missing)], ["root-missing", true]);
  const loop = join(rig.folder, "loop");
  symlinkSync(loop, loop);
  const blind = await refusal(rig, 77, "start", rig.build, "--root", loop);
  assert.deepEqual([blind.code, blind.text.includes("(ELOOP)")], ["root-unreadable", true]);
});

test("reporter directories that are not there yet are warned of, and no run is taken for ended", async (context) => {
  const rig = await makeRig(context);
  rmSync(join(rig.root, "cypress"), { recursive: true });
  assert.match(await rig.ok("start", rig.build), /warning: reporter-dir-missing: \S+cmcReporter is not there yet/);
  await pass(rig);
  const explained = await rig.ok("explain", rig.build);
  assert.match(explained, /because nothing of it has been seen yet; it is given up at [\d-]+ [\d:]+ UTC\n/);
  assert.match(explained, /no file of it; what is there: atvm-run-watcher layout \S+ --suggest\n/);
});
