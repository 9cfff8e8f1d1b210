// Who may import whom; src/README.md says why. A type-only import counts like any other.

/** The only folder where the outside world is wired to the ports of the core. */
const wiring = "^src/wiring/";
const cli = "^src/cli\\.ts$";
const entry = "^src/main\\.ts$";
const edges = ["sources", "store", "delivery", "host"];

/** The folder that each package belongs to. */
const folderOf = {
  "@oozcitak/dom": "^src/sources/",
  "find-process": "^src/sources/",
  glob: "^src/sources/",
  "node-fetch": "^src/delivery/",
  "proper-lockfile": "^src/store/",
  signale: "^src/commands/",
  xmlbuilder2: "^src/sources/",
  yargs: "^src/commands/",
};

/** Fragile packages, of which one file of ours knows the weaknesses; yargs is in the types of every command. */
const wrapped = Object.keys(folderOf).filter((name) => name !== "yargs");

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "no-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "only-declared-packages",
      comment:
        "A package in use stands under dependencies in package.json, so that its version is pinned; but @oozcitak/dom, " +
        "the lexer of xmlbuilder2, comes with that one and is only held at its version.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/sources/xmllexer\\.ts$" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "core-imports-core-and-zod-only",
      severity: "error",
      from: { path: "^src/core/" },
      to: { pathNot: ["^src/core/", "^node_modules/zod/"] },
    },
    {
      name: "only-command-lines-are-read-with-zod",
      comment: "What a pass reads is read with zod/mini: its schemas take a third of the time to build.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/commands/" },
      to: { path: "^node_modules/zod/(index\\.|v4/classic/)" },
    },
    ...edges.map((edge) => ({
      name: `${edge}-imports-core-and-itself-only`,
      comment: "Beside packages and Node's own modules. The edges meet as ports, wired in wiring/.",
      severity: "error",
      from: { path: `^src/${edge}/` },
      to: { path: "^src/", pathNot: ["^src/core/", `^src/${edge}/`] },
    })),
    {
      name: "only-the-wiring-imports-the-edges",
      severity: "error",
      from: { path: "^src/", pathNot: [wiring, ...edges.map((edge) => `^src/${edge}/`)] },
      to: { path: `^src/(${edges.join("|")})/` },
    },
    {
      name: "only-the-command-line-imports-the-wiring",
      severity: "error",
      from: { pathNot: [cli, wiring] },
      to: { path: wiring },
    },
    {
      name: "only-the-entry-imports-the-command-line",
      comment: "Lazily, and nothing else: it has to be understood by a Node that is too old.",
      severity: "error",
      from: { pathNot: entry },
      to: { path: [cli, entry] },
    },
    {
      name: "the-entry-imports-nothing-but-the-command-line",
      severity: "error",
      from: { path: entry },
      to: { pathNot: [cli, "^package\\.json$"] },
    },
    ...Object.entries(folderOf).map(([name, folder]) => ({
      name: `${name}-stays-in-its-folder`,
      severity: "error",
      from: { path: "^src/", pathNot: folder },
      to: { path: filesOf(name) },
    })),
    ...wrapped.map((name) => ({
      name: `${name}-has-one-wrapping-file`,
      severity: "error",
      module: { path: filesOf(name), numberOfDependentsMoreThan: 1 },
      from: {},
    })),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
  },
};

function filesOf(name) {
  return `^node_modules/(@types/)?${name}/`;
}
