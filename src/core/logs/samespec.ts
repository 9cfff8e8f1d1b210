import type { NamedSpec } from "./specstold.ts";

/**
 * Which spec a run of these names means by one of them. Cypress leaves out the folder that all specs of a run have in
 * common; where each was asked for by its path (`--spec`), what is left tells which.
 */
export function namedSpec(name: string, searched: string, names: readonly string[]): NamedSpec {
  const paths = hasMagic(searched) ? [] : searched.split(/,\s*/);
  const path = paths.length === names.length ? `${sharedFolder(paths)}${name}` : "";
  if (paths.includes(path)) return { name, searched: path, alone: true };
  const others = names.filter((other) => other !== name);
  const alone = !others.some((other) => other.endsWith(`/${name}`) || name.endsWith(`/${other}`));
  return { name, searched, alone };
}

/** Stands for a list that is too long to be kept: it is the same as no other. */
export const tooLong = "…";

/** True only if both are certainly one spec: `full.cy.js` of one run may be any spec of that name. */
export function isSameSpec(a: NamedSpec, b: NamedSpec): boolean {
  if (a.searched === tooLong || b.searched === tooLong) return false;
  if (a.searched === "" || b.searched === "" || fileOf(a.name) !== fileOf(b.name)) return false;
  if (isPath(a)) return isSpecAt(b, a.searched);
  if (isPath(b)) return isSpecAt(a, b.searched);
  return a.searched === b.searched && a.name === b.name;
}

/** True only if it is certainly the spec that a report calls by this path. */
export function isSpecAt(spec: NamedSpec, path: string): boolean {
  return isPath(spec) ? spec.searched === path : isWithin(spec, path);
}

/** True if it may be the spec that a report calls by this path, as far as the run that named it told. */
export function maybeSpecAt(spec: NamedSpec, path: string): boolean {
  if (isPath(spec)) return spec.searched === path;
  const isTold = spec.searched !== "";
  return (spec.alone || !isTold) && (path === spec.name || path.endsWith(`/${spec.name}`));
}

function isPath({ name, searched }: NamedSpec): boolean {
  return !hasMagic(searched) && (searched === name || searched.endsWith(`/${name}`));
}

/**
 * Of a run that searched a folder and all below it: the path is of one of its specs, for the file is called as one is;
 * and of this one, for no other name of its run ends so.
 */
function isWithin({ name, searched, alone }: NamedSpec, path: string): boolean {
  const [folder = "", last = "", ...more] = searched.split("**/");
  if (more.length > 0 || last === "" || last.includes("/") || hasMagic(folder)) return false;
  return alone && path.startsWith(folder) && (path === `${folder}${name}` || path.endsWith(`/${name}`));
}

function sharedFolder(paths: readonly string[]): string {
  const [first = ""] = paths;
  let folder = first.slice(0, first.lastIndexOf("/") + 1);
  while (!paths.every((path) => path.startsWith(folder)))
    folder = folder.slice(0, folder.lastIndexOf("/", folder.length - 2) + 1);
  return folder;
}

function fileOf(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

function hasMagic(pattern: string): boolean {
  return /[*?[\]{}()!+@]/.test(pattern);
}
