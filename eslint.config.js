import js from "@eslint/js";
import node from "eslint-plugin-n";
import { defineConfig, globalIgnores } from "eslint/config";
import typescript from "typescript-eslint";

/** Oldest Node that package.json's `engines` admits; @types/node knows newer ones. */
const oldestNode = ">=20.0.0";

const noDefaultExport = {
  selector: "ExportDefaultDeclaration",
  message: "Named exports only.",
};

const pureReason = "The core is pure: the clock, randomness and the environment are arguments.";
const impureGlobals = [
  "clearImmediate",
  "clearInterval",
  "clearTimeout",
  "console",
  "crypto",
  "fetch",
  "global",
  "globalThis",
  "navigator",
  "performance",
  "process",
  "queueMicrotask",
  "setImmediate",
  "setInterval",
  "setTimeout",
];
const impureSyntax = [
  "NewExpression[callee.name='Date'][arguments.length=0]",
  "CallExpression[callee.name='Date']",
  "MetaProperty",
  "ImportExpression",
  // These answer by the local time zone or language.
  "MemberExpression[property.name=/^(get|set)(FullYear|Month|Date|Day|Hours|Minutes)$/]",
  "MemberExpression[property.name=/^(getTimezoneOffset|toDateString|toTimeString|toLocale\\w*String)$/]",
];

export default defineConfig(
  globalIgnores(["dist/", "test/fixtures/"]),
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts"],
    extends: [typescript.configs.strictTypeChecked, typescript.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      "@typescript-eslint/require-await": "off", // a port may promise what one of its sides knows at once
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "max-lines": ["error", 200],
    },
  },
  {
    files: ["src/**/*.ts"],
    plugins: { n: node },
    rules: {
      "max-lines-per-function": ["error", 60],
      "n/no-process-exit": "error", // it cuts off what is still to be printed; set process.exitCode and return
      "n/no-unsupported-features/node-builtins": ["error", { version: oldestNode }],
      "n/prefer-node-protocol": "error",
      "no-console": "error", // commands print through the output they are given
      "no-restricted-syntax": ["error", noDefaultExport],
    },
  },
  {
    files: ["src/core/**/*.ts"],
    rules: {
      "no-restricted-globals": ["error", ...impureGlobals.map((name) => ({ name, message: pureReason }))],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: pureReason },
        { object: "Math", property: "random", message: pureReason },
      ],
      "no-restricted-syntax": [
        "error",
        noDefaultExport,
        ...impureSyntax.map((selector) => ({ selector, message: pureReason })),
      ],
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      // The runner awaits these itself.
      "@typescript-eslint/no-floating-promises": [
        "error",
        {
          allowForKnownSafeCalls: [
            { from: "package", package: "node:test", name: ["describe", "it", "suite", "test"] },
          ],
        },
      ],
    },
  },
  {
    files: ["**/*.{js,mjs,cjs}"],
    languageOptions: { globals: { process: "readonly", URL: "readonly" } },
  },
  { files: ["**/*.cjs"], languageOptions: { globals: { exports: "writable", module: "writable" } } },
);
