import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build, type Plugin } from "esbuild";
import type { Hunt } from "./hunt.ts";

const runFile = promisify(execFile);

/** A fault to be planted in the sources: each text stands there exactly once. */
export interface Mutant {
  readonly title: string;
  readonly file: string;
  readonly edits: readonly (readonly [from: string, to: string])[];
  /** Where it has to be caught. */
  readonly hunt: Hunt;
}

/**
 * Bundles a hunt (that of the simulation, or another one) with a fault in the sources or none, lets it hunt, and says
 * what it found.
 */
export async function caught(
  mutant: Pick<Mutant, "file" | "edits">,
  where: unknown,
  dir: string,
  hunt = "test/simulation/hunt.ts",
): Promise<string> {
  const outfile = join(dir, `${Math.random().toString(36).slice(2)}.mjs`);
  await build({
    entryPoints: [hunt],
    bundle: true,
    platform: "node",
    format: "esm",
    // Packages that are CommonJS ask for `require`.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    // Modules that look for files beside themselves look beside the hunt.
    define: { "import.meta.url": JSON.stringify(pathToFileURL(resolve(hunt)).href) },
    logLevel: "silent",
    outfile,
    plugins: [planting(mutant)],
  });
  try {
    const { stdout } = await runFile(process.execPath, [outfile, JSON.stringify(where)], { maxBuffer: 1 << 24 });
    return stdout;
  } finally {
    await rm(outfile, { force: true });
  }
}

function planting({ file, edits }: Pick<Mutant, "file" | "edits">): Plugin {
  return {
    name: "planting",
    setup: (bundle) => {
      if (edits.length === 0) return;
      bundle.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (path !== resolve(file)) return undefined;
        return { contents: edits.reduce(planted, await readFile(path, "utf8")), loader: "ts" };
      });
    },
  };
}

/** A fault whose place in the sources has changed plants nothing: that is no mutant that was caught. */
export function planted(source: string, [from, to]: readonly [string, string]): string {
  const parts = source.split(from);
  if (parts.length !== 2) throw new Error(`found ${parts.length - 1} times: ${from}`);
  return parts.join(to);
}
