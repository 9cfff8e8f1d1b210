import type { Config } from "../config.ts";

/** The part of a path pattern that stands for itself: `xml/` of `xml/{run}/{machine}.xml`. */
export function literalFolder(pattern: string): string {
  return /^(?:[^{*/]+\/)*/.exec(pattern)?.[0] ?? "";
}

/** The directory below which the reporters write, for one automation root. */
export function reporterDir(config: Config, root: string): string {
  return joined(root, config.reporter.dir);
}

/** The directories that the patterns of one automation root begin with; each once, in the order of the patterns. */
export function reporterFolders(config: Config, root: string): readonly string[] {
  const { logs, xml, mochawesome } = config.reporter;
  const folders = [...logs, ...xml, ...mochawesome].map((pattern) =>
    joined(reporterDir(config, root), literalFolder(pattern)),
  );
  return [...new Set(folders)];
}

/** An absolute path without empty parts; those with `..` the configuration refuses. */
function joined(folder: string, below: string): string {
  const parts = `${folder}/${below}`.split("/").filter((part) => part !== "" && part !== ".");
  return `/${parts.join("/")}`;
}
