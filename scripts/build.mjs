// Makes dist/: the program as two files that run without node_modules, its templates, and the licences it carries.
import { Buffer } from "node:buffer";
import { build } from "esbuild";
import { chmod, cp, mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readManifest, thirdPartyLicenses } from "./licenses.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const dist = `${root}dist`;
const { version } = await readManifest(root);

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  format: "cjs",
  logLevel: "warning",
  // In one long line, an uncaught error would print the whole program into the journal.
  lineLimit: 200,
};

/** @type {import("esbuild").Plugin} */
const besideTheEntry = {
  name: "beside-the-entry",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/cli\.ts$/ }, () => ({ path: "./cli.cjs", external: true }));
  },
};

/** @type {import("esbuild").Plugin} */
const versionOnly = {
  name: "version-only",
  setup({ onLoad }) {
    onLoad({ filter: /\/package\.json$/ }, ({ path }) =>
      path === `${root}package.json` ? { contents: JSON.stringify({ version }), loader: "json" } : undefined,
    );
  },
};

await rm(dist, { recursive: true, force: true });
await mkdir(dist);
await Promise.all([buildEntry(), buildProgram(), cp(`${root}templates`, `${dist}/templates`, { recursive: true })]);
await writeFile(`${dist}/THIRD-PARTY-LICENSES.txt`, await thirdPartyLicenses(root));
await writeFile(`${dist}/config.schema.json`, `${JSON.stringify(await configSchema(), null, 2)}\n`);

/** The entry must be readable for any old Node, so that it can say that this Node is too old. */
async function buildEntry() {
  const outfile = `${dist}/atvm-run-watcher.cjs`;
  await build({
    ...common,
    entryPoints: ["src/main.ts"],
    outfile,
    target: "es5",
    banner: { js: "#!/usr/bin/env node" },
    plugins: [besideTheEntry, versionOnly],
  });
  await chmod(outfile, 0o755);
}

/** Everything else. What sources import with `await import()` is evaluated only when it is reached. */
async function buildProgram() {
  await build({
    ...common,
    entryPoints: ["src/cli.ts"],
    outfile: `${dist}/cli.cjs`,
    target: "node20.0",
    keepNames: true,
    // signale reads the package.json of the working directory at import, and dies of a broken one.
    alias: { "pkg-conf": "./scripts/pkg-conf-stub.cjs" },
    // The bundle stands for src/cli.ts: "../templates/" is the right way in the sources and in dist/.
    define: { "import.meta.url": "sourceUrl" },
    banner: { js: 'const sourceUrl = require("node:url").pathToFileURL(__dirname + "/src/cli.ts").href;' },
    plugins: [versionOnly],
  });
}

/** For editors: made from the schema the program itself checks the configuration with. */
async function configSchema() {
  const stdin = {
    contents: 'export { configSchema } from "./src/core/config.ts"; export { toJSONSchema } from "zod";',
    resolveDir: root,
  };
  const { outputFiles } = await build({ ...common, stdin, format: "esm", write: false });
  const code = Buffer.from(outputFiles[0].contents).toString("base64");
  const made = await import(`data:text/javascript;base64,${code}`);
  return made.toJSONSchema(made.configSchema, { io: "input", target: "draft-7", unrepresentable: "any" });
}
