import manifest from "../package.json" with { type: "json" };

/**
 * The entry. Kept to what scripts/build.mjs can turn into ES5 (no `const`, no `await`), so that even a Node that
 * is too old for the program reads it and says so. Answers `--version` alone without loading anything.
 */
if (parseInt(process.versions.node, 10) < 20) refuse();
else if (process.argv.length === 3 && process.argv[2] === "--version") process.stdout.write(`${manifest.version}\n`);
else import("./cli.ts").then(run, broken);

function run(cli: typeof import("./cli.ts")): Promise<void> {
  return cli.main(process.argv.slice(2));
}

function refuse(): void {
  say("node-too-old", `needs Node 20 or newer, this is ${process.versions.node}; ${cure()}`);
  process.exitCode = 78;
}

function cure(): string {
  return `install a newer Node and start the program with it: /path/to/node ${String(process.argv[1])}`;
}

function broken(error: unknown): void {
  say("broken-install", `the program could not be loaded (${firstLine(error)}); install it again`);
  process.exitCode = 70;
}

function say(code: string, text: string): void {
  process.stderr.write(`atvm-run-watcher: ${code}: ${text}\n`);
  // As cli.ts does: file events would start one pass that fails after the other.
  if (process.env["INVOCATION_ID"] !== undefined && process.argv[2] === "reconcile") setTimeout(String, 2_000);
}

function firstLine(error: unknown): string {
  return String(error).split("\n", 1).join();
}
