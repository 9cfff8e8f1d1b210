import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";

/** A folder of its own for one test, gone afterwards. */
export function temporaryFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "atvm-program-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Workplace {
  readonly folder: string;
  /** `--config` and `--state-dir`, to be put behind every command. */
  readonly options: readonly string[];
  /** Writes a file below the reporter directory. */
  readonly report: (path: string, text: string) => void;
}

/** An automation root and an empty state, far from the machine's own. */
export function workplace(context: TestContext): Workplace {
  const folder = temporaryFolder(context);
  const reporter = join(folder, "root/cypress/cmcReporter");
  for (const dir of ["logs", "xml", "mochawesome"]) mkdirSync(join(reporter, dir), { recursive: true });
  const config = join(folder, "config.json");
  writeFileSync(config, JSON.stringify({ root: join(folder, "root") }));
  const report = (path: string, text: string): void => {
    mkdirSync(dirname(join(reporter, path)), { recursive: true });
    writeFileSync(join(reporter, path), text);
  };
  return { folder, options: ["--config", config, "--state-dir", join(folder, "state")], report };
}
