import { shownProperties, shownUnits } from "../core/health/shown.ts";
import type { UnitTable } from "../core/health/units.ts";
import { units as names } from "../core/setup/places.ts";
import { present, unreadable, type Seen } from "../core/words.ts";
import { run } from "./command.ts";

/** Path, timer and service as systemd knows them. Never throws. */
export async function units(): Promise<Seen<UnitTable>> {
  const argv = ["show", `--property=${shownProperties}`, "--", ...Object.values(names)];
  const { status, stdout, said } = await run("systemctl", argv);
  return status === 0 ? present(shownUnits(stdout)) : unreadable(said);
}

/** The release of the running systemd, such as 252. Never throws. */
export async function systemdVersion(): Promise<Seen<number>> {
  const { stdout, said } = await run("systemctl", ["--version"]);
  const [, version] = /^systemd (\d+)/.exec(stdout) ?? [];
  return version === undefined ? unreadable(said) : present(Number(version));
}
