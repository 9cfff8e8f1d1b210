import { readdir, readFile } from "node:fs/promises";

/**
 * The licence texts of every runtime package. Taken from the lock file, not from what esbuild saw: glob comes
 * bundled with its own dependencies, which esbuild cannot tell.
 */
export async function thirdPartyLicenses(root) {
  const { packages } = JSON.parse(await readFile(`${root}package-lock.json`, "utf8"));
  const runtime = Object.keys(packages).filter((path) => path !== "" && !packages[path].dev);
  const sections = await Promise.all(runtime.map((path) => section(`${root}${path}`)));
  return sections.join(`\n${"-".repeat(80)}\n\n`);
}

/** The package.json of a package's folder. */
export async function readManifest(folder) {
  return JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
}

async function section(folder) {
  const { name, version, license } = await readManifest(folder);
  const texts = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  const bodies = await Promise.all(texts.map((file) => readFile(`${folder}/${file}`, "utf8")));
  return `${name} ${version} (${license})\n\n${bodies.map((body) => body.trim()).join("\n\n")}\n`;
}
