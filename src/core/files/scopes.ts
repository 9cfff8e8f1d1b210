import type { Config } from "../config.ts";
import { declaredSubRuns } from "../defaults.ts";
import type { BuildRequest } from "../state/state.ts";

/** The names under which a run's files may stand: the build name, or what ATVM may call a group of it. */
export function runNames(
  config: Config,
  request: BuildRequest,
  build: string,
  group: string | null,
): readonly string[] {
  if (group === null) return [build];
  const patterns = isDeclared(request, group) ? [...config.subRun, ...declaredSubRuns] : config.subRun;
  return [...new Set(patterns.map((pattern) => subRunName(pattern, build, group)))];
}

/** The run name a sub-run goes by in messages and on the command line. */
export function subRunName(pattern: string, build: string, group: string): string {
  return pattern.replace("{build}", () => build).replace("{group}", () => group);
}

export function isDeclared(request: BuildRequest, group: string): boolean {
  return request.groups.some(({ name }) => name === group);
}

/** The machines declared for one scope; `--machines` of a categorized build declares no group's. */
export function declaredMachines(request: BuildRequest, group: string | null): readonly string[] {
  if (group !== null) return request.groups.find(({ name }) => name === group)?.machines ?? [];
  return request.categorized ? [] : request.machines;
}
