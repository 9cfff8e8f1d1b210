// Makes dist/: the program as files that run without node_modules, its templates, and the licences it carries.
import { Buffer } from "node:buffer";
import { build } from "esbuild";
import { chmod, cp, mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { readManifest, thirdPartyLicenses } from "./licenses.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const dist = `${root}dist`;
const { version } = await readManifest(root);

const common = { absWorkingDir: root, bundle: true, platform: "node", format: "cjs", logLevel: "warning" };

/** @type {import("esbuild").Plugin} */
const besideTheEntry = {
  name: "beside-the-entry",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/cli\.ts$/ }, () => ({ path: "./program/cli.cjs", external: true }));
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

/**
 * What becomes one part beside src/cli.ts, each with what only it needs; the first that fits a module takes it. What
 * else is loaded lazily is a part of its own, called after its file.
 */
const parts = [
  { name: "base", tags: ["$initial"], test: (id) => id !== `${root}src/cli.ts`, priority: 2 },
  { name: "reading", test: /\/src\/sources\/(?:log|filekind|regularfile|decode|answering|mounts)\.ts$/, priority: 1 },
  { name: "commands", test: /\/src\/commands\/(?:parse|list)\.ts$/ },
  {
    name: "mattermost",
    test: /\/src\/delivery\/(?:mattermost|exchange|connection|authorities|sentences|answers)\.ts$|\/node-fetch\//,
  },
  { name: "lookup", test: /\/src\/(?:pass|delivery|core\/post)\/(?:lookup|lookwords)\.ts$/ },
];

const alias = {
  // signale reads the package.json of the working directory at import, and dies of a broken one.
  "pkg-conf": `${root}scripts/pkg-conf-stub.cjs`,
  // proper-lockfile is given a file system of our own; what it comes with would change Node's for the whole program.
  "graceful-fs": "node:fs",
};

/** @type {import("rolldown").Plugin} */
const wrappedAtWords = {
  name: "wrapped-at-words",
  resolveId: (source, importer) =>
    /\/cliui\/index\.mjs$/.test(importer ?? "") && source.endsWith("/string-utils.js")
      ? `${root}scripts/wrap-words.mjs`
      : null,
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

/**
 * Everything else, in parts: what sources import with `await import()` is read and compiled only when it is reached.
 * The folder stands for src/: seen from either, the templates lie in "../templates/".
 */
async function buildProgram() {
  const program = await rolldown({
    cwd: root,
    input: { cli: "src/cli.ts" },
    platform: "node",
    transform: { target: "node20.0" },
    resolve: { alias },
    plugins: [wrappedAtWords],
  });
  await program.write({
    dir: `${dist}/program`,
    format: "cjs",
    exports: "named",
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name].cjs",
    codeSplitting: { groups: parts },
    // By `require`: Node's import() takes longer.
    dynamicImportInCjs: false,
    minifyInternalExports: false,
    comments: { legal: true, annotation: false, jsdoc: false },
  });
  await program.close();
}

/** For editors: made from the schema the program itself checks the configuration with. */
async function configSchema() {
  const stdin = {
    contents: 'export { configSchema } from "./src/core/config.ts"; export { toJSONSchema } from "zod/mini";',
    resolveDir: root,
  };
  const { outputFiles } = await build({ ...common, stdin, format: "esm", write: false });
  const code = Buffer.from(outputFiles[0].contents).toString("base64");
  const made = await import(`data:text/javascript;base64,${code}`);
  return made.toJSONSchema(made.configSchema, { io: "input", target: "draft-7", unrepresentable: "any" });
}
