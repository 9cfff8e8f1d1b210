import { execFileSync } from "node:child_process";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";

const root = join(import.meta.dirname, "../..");
const lib = "usr/lib/atvm-run-watcher";

/** What `npm run package` makes for this machine, with the Node in it. */
export interface Packages {
  readonly version: string;
  readonly deb: string;
  readonly tarball: string;
}

/** Makes the packages as they would be released. */
export function makePackages(): Packages {
  execFileSync(join(root, "scripts/package"), ["--arch", process.arch], { stdio: ["ignore", "ignore", "inherit"] });
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const debian = process.arch === "x64" ? "amd64" : process.arch;
  const folder = join(root, "packages");
  return {
    version,
    deb: join(folder, `atvm-run-watcher_${version}_${debian}.deb`),
    tarball: join(folder, `atvm-run-watcher-${version}-linux-${process.arch}.tar.gz`),
  };
}

/** The same package under another version, as the next release would be. */
export function asVersion(context: TestContext, { deb, version }: Packages, other: string): string {
  const folder = mkdtempSync(join(tmpdir(), "atvm-package-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const tree = join(folder, "tree");
  execFileSync("dpkg-deb", ["-R", deb, tree]);
  renameSync(join(tree, lib, version), join(tree, lib, other));
  unlinkSync(join(tree, lib, "current"));
  symlinkSync(other, join(tree, lib, "current"));
  for (const file of [join(tree, "DEBIAN/control"), ...programFiles(join(tree, lib, other))]) {
    writeFileSync(file, readFileSync(file, "utf8").replaceAll(version, other));
  }
  const made = join(folder, "other.deb");
  execFileSync("dpkg-deb", ["--root-owner-group", "-Znone", "--build", tree, made], { stdio: "ignore" });
  return made;
}

function programFiles(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".cjs")).map((name) => join(folder, name));
}

/** One sentence that names what is missing to make and try packages. */
export function packagingMissing(): string | undefined {
  try {
    execFileSync("dpkg", ["--version"], { stdio: "ignore" });
    return undefined;
  } catch {
    return "there is no dpkg here: install the package dpkg";
  }
}
