import { attribute, type Claimant } from "../../../src/core/files/attribute.ts";
import { parseConfig, type Config } from "../../../src/core/config.ts";
import type { ClaimedFiles } from "../../../src/core/files/patterntrial.ts";
import type { FileSeen } from "../../../src/core/ports.ts";

const kinds = { xml: "junit", json: "mochawesome", log: "log" } as const;

/** A configuration as a person writes it, its defaults filled in. */
export function configOf(value: unknown = {}): Config {
  const parsed = parseConfig(value);
  if (!parsed.ok) throw new Error(parsed.faults.join("; "));
  return parsed.value;
}

/** Files at these paths, each of the kind its ending tells. */
export function filesAt(paths: readonly string[]): readonly FileSeen[] {
  return paths.map((path) => ({
    path,
    kind: kinds[path.slice(path.lastIndexOf(".") + 1).toLowerCase() as keyof typeof kinds],
    stamp: { ino: path, size: 1, mtimeNs: "1" },
  }));
}

/** A build without groups, as a claimant. */
export function plainBuild(build: string, machines: readonly string[] = []): Claimant {
  return { id: build, build, group: null, runs: [build], machines, plain: true, held: new Map() };
}

/** One group of a build whose groups were declared. */
export function groupOf(build: string, group: string, machines: readonly string[] = []): Claimant {
  const runs = [`${build}-${group}`, `${build}_${group}`, `${build}/${group}`];
  return { id: `${build}/${group}`, build, group, runs, machines, plain: false, held: new Map() };
}

/** Who claims the files at these paths; the only claimant, where there is one, also those that name no run. */
export function claimed(paths: readonly string[], claimants: readonly Claimant[], config = configOf()): ClaimedFiles {
  const files = filesAt(paths);
  const only = claimants.length === 1 ? (claimants[0] ?? null) : null;
  return { config, files, claimants, only, attribution: attribute(config, files, claimants, only) };
}
