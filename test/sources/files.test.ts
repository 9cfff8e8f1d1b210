import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, linkSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, describe, test } from "node:test";
import { pathGlob } from "../../src/core/files/patterns.ts";
import { files } from "../../src/sources/files.ts";

const dirs: string[] = [];
after(() => dirs.forEach((dir) => rmSync(dir, { recursive: true, force: true })));

/** A new directory with these files in it. */
function tree(...paths: readonly string[]): string {
  const dir = mkdtempSync(join(tmpdir(), "atvm-files-"));
  dirs.push(dir);
  for (const path of paths) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), path);
  }
  return dir;
}

function look(dir: string, globs: { log?: string[]; junit?: string[]; mochawesome?: string[] }) {
  return files(dir, { log: [], junit: [], mochawesome: [], ...globs });
}

async function paths(dir: string, ...log: string[]): Promise<readonly string[]> {
  const seen = await look(dir, { log });
  assert.ok(seen.seen === "present", JSON.stringify(seen));
  return seen.fact.map(({ path }) => path);
}

describe("Files found", () => {
  test("each has its kind and the stamp of the file, all sorted by path", async () => {
    const dir = tree("xml/b.xml", "logs/a/vm.log", "json/a.json", "logs/a.txt");
    const seen = await look(dir, { log: ["logs/*/*.log"], junit: ["xml/*.xml"], mochawesome: ["json/*.json"] });
    assert.ok(seen.seen === "present");
    assert.deepEqual(
      seen.fact.map(({ path, kind }) => [path, kind]),
      [
        ["json/a.json", "mochawesome"],
        ["logs/a/vm.log", "log"],
        ["xml/b.xml", "junit"],
      ],
    );
    const stat = lstatSync(join(dir, "xml/b.xml"), { bigint: true });
    assert.deepEqual(seen.fact[2]?.stamp, {
      ino: String(stat.ino),
      size: "xml/b.xml".length,
      mtimeNs: String(stat.mtimeNs),
    });
  });

  test("below a directory that is a link are those of the directory it leads to", async () => {
    const dir = tree("real/xml/a.xml", "real/b/c.xml");
    symlinkSync("real", join(dir, "link"));
    assert.deepEqual(await paths(join(dir, "link"), "**/*.xml", "xml/*.xml"), ["b/c.xml", "xml/a.xml"]);
  });

  test("one that several globs match is listed once, as a report rather than as a log", async () => {
    const dir = tree("x/a.xml");
    assert.deepEqual(await paths(dir, "x/*.xml", "**/a.*", "x/a.xml"), ["x/a.xml"]);
    const seen = await look(dir, { log: ["**/*"], junit: ["x/*"] });
    assert.deepEqual(seen.seen === "present" && seen.fact.map(({ kind }) => kind), ["junit"]);
  });

  test("one glob that covers others finds what they would, and one that only looks so covers none", async () => {
    const dir = tree("x/a-b.log", "x/a.log", "x/run_a-b.log", "x/r*.log", "x/r*n.log", "x/r*n-a.log", "x/.a-b.log");
    const fewer = await paths(dir, "x/run_*.log", "x/*.log");
    assert.deepEqual(await paths(dir, "x/run_*-*.log", "x/run_*.log", "x/*-*.log", "x/*.log"), fewer);
    assert.deepEqual(await paths(dir, "x/r\\*.log", "x/r\\*n*.log"), ["x/r*.log", "x/r*n-a.log", "x/r*n.log"]);
    assert.deepEqual(await paths(dir, "x/.*-*.log", "x/*.log"), [...fewer, "x/.a-b.log"].sort());
    assert.deepEqual(await paths(tree("a/b.log", "c.log"), "*/*.log", "*.log"), ["a/b.log", "c.log"]);
  });

  const names = [
    "a*b[c]",
    "two words",
    "ünïcode-夜间",
    "{a,b}",
    "!x",
    "(x)",
    "+(x)",
    "@(a|b)",
    "?",
    "a\\b",
    "#1",
    "$HOME",
  ];
  test("names full of glob characters are found as they are, and no others by them", async () => {
    const dir = tree(
      ...names.map((name) => `logs/${name}/vm.log`),
      "logs/a/vm.log",
      "logs/axbc/vm.log",
      "logs/x/vm.log",
    );
    for (const name of names) {
      const glob = pathGlob("logs/{run}/{machine}.log", { run: name, build: name, group: null });
      assert.deepEqual(await paths(dir, glob), [`logs/${name}/vm.log`]);
    }
    assert.equal((await paths(dir, "logs/*/*.log")).length, names.length + 3);
  });

  test("links, pipes, directories and dot files are none, a hard link is one", async () => {
    const dir = tree("logs/real.log", "logs/.hidden.log", "logs/.dot/a.log");
    symlinkSync("real.log", join(dir, "logs/link.log"));
    symlinkSync("nowhere", join(dir, "logs/broken.log"));
    linkSync(join(dir, "logs/real.log"), join(dir, "logs/hard.log"));
    mkdirSync(join(dir, "logs/folder.log"));
    execFileSync("mkfifo", [join(dir, "logs/pipe.log")]);
    assert.deepEqual(await paths(dir, "logs/*.log", "**/*.log"), ["logs/hard.log", "logs/real.log"]);
  });

  test("loops of links end", async () => {
    const dir = tree("logs/a/vm.log");
    symlinkSync("..", join(dir, "logs/a/up"));
    symlinkSync("..", join(dir, "logs/a/again"));
    symlinkSync("itself", join(dir, "logs/itself"));
    assert.deepEqual(await paths(dir, "**/*.log", "logs/*/*.log"), ["logs/a/vm.log"]);
  });

  test("ten thousand are all listed", async () => {
    const dir = tree();
    for (let folder = 0; folder < 100; folder++) {
      mkdirSync(join(dir, `logs/${folder}`), { recursive: true });
      for (let file = 0; file < 100; file++) writeFileSync(join(dir, `logs/${folder}/${file}.log`), "");
    }
    assert.equal((await paths(dir, "logs/*/*.log")).length, 10_000);
  });

  test("no globs find nothing, nor do globs whose folders are missing", async () => {
    assert.deepEqual(await paths(tree("logs/a.log")), []);
    assert.deepEqual(await paths(tree("logs/a.log"), "xml/*.xml", "logs/a.log/*.log", "none/a.log"), []);
  });
});

describe("What cannot be looked through", () => {
  test("a missing directory is absent", async () => {
    assert.deepEqual(await look(join(tree(), "none"), { log: ["*"] }), { seen: "absent" });
  });

  test("a file in the place of the directory, or above it, is no answer", async () => {
    const dir = tree("file");
    assert.deepEqual(await look(join(dir, "file"), { log: ["*"] }), {
      seen: "unreadable",
      detail: "it is not a directory",
    });
    assert.equal((await look(join(dir, "file/below"), { log: ["*"] })).seen, "unreadable");
  });

  test("a directory that may not be listed is not an empty one, where it may hold what is looked for", async () => {
    const dir = tree("logs/open/a.log", "logs/shut/b.log");
    await withoutAccess(dir, "logs/shut", async () => {
      for (const glob of ["logs/*/*.log", "logs/shut/*.log", "logs/shut/b.log", "**/*.log"]) {
        assert.deepEqual(await look(dir, { log: [glob] }), refused, glob);
      }
      assert.deepEqual(await paths(dir, "logs/open/*.log"), ["logs/open/a.log"]);
    });
  });

  test("so is the directory itself", async () => {
    const dir = tree("a.log");
    await withoutAccess(dir, ".", async () => {
      assert.deepEqual(await look(dir, { log: ["*.log"] }), refused);
      assert.deepEqual(await look(dir, { log: ["a.log"] }), refused);
    });
  });
});

const refused = { seen: "unreadable", detail: "it cannot be looked through (EACCES)" };

/** Does something while a directory is closed to us: to root none is, so it is done as somebody else. */
async function withoutAccess(dir: string, closed: string, work: () => Promise<void>): Promise<void> {
  const user = process.geteuid?.() ?? 0;
  chmodSync(dir, 0o755);
  chmodSync(join(dir, closed), 0);
  if (user === 0) process.seteuid?.(65534);
  try {
    await work();
  } finally {
    process.seteuid?.(user);
    chmodSync(join(dir, closed), 0o755);
  }
}
