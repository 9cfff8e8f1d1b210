import assert from "node:assert/strict";
import type { LayoutRow } from "../../src/core/files/layout.ts";
import type { Suggestion } from "../../src/core/files/suggest.ts";
import { runDist, type Ended } from "./dist.ts";
import type { Workplace } from "./workplace.ts";

/** What `layout --json` prints. */
export interface LayoutJson {
  readonly version: 1;
  readonly root: string;
  readonly files: readonly LayoutRow[];
  readonly suggestions: readonly Suggestion[];
  readonly config?: { readonly reporter: Readonly<Record<string, readonly string[]>> };
}

/** Runs `layout` of the built program. */
export function layout({ options }: Workplace, ...argv: readonly string[]): Ended {
  return runDist(["layout", ...argv, ...options]);
}

/** What it printed, if all went well. */
export function json({ status, stdout }: Ended): LayoutJson {
  assert.equal(status, 0);
  return JSON.parse(stdout) as LayoutJson;
}

/** Registers a build. */
export function start({ options }: Workplace, build: string, ...argv: readonly string[]): void {
  const { status, stderr } = runDist(["start", build, ...argv, ...options]);
  assert.equal(status, 0, stderr);
}
