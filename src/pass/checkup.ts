import type { Config } from "../core/config.ts";
import { Fault } from "../core/faults.ts";
import { fault, type Finding } from "../core/health/finding.ts";
import { hiddenFindings, type Named } from "../core/health/hidden.ts";
import { lookupFindings } from "../core/health/lookup.ts";
import { processFindings, spaceFinding, systemdFinding } from "../core/health/host.ts";
import { lastPassFinding, lockFinding, stateFindings } from "../core/health/passes.ts";
import {
  configFinding,
  userFindings,
  credentialFindings,
  probeFindings,
  programFindings,
  rootFindings,
  type CredentialFacts,
} from "../core/health/settings.ts";
import { unitFindings, type UnitTable } from "../core/health/units.ts";
import type { HostLooks } from "../core/hostports.ts";
import type { Lookup, Mattermost } from "../core/mattermostports.ts";
import type { Clock, Damage, Sources } from "../core/ports.ts";
import { reporterFolders } from "../core/files/folders.ts";
import { doorbellOf, watchable } from "../core/setup/dropins.ts";
import { launcher } from "../core/setup/places.ts";
import { runtimeDirOf, type Runtime } from "../core/state/runtime.ts";
import type { Seen } from "../core/words.ts";

/** All that `doctor` looks at. Nothing is changed, and nothing posted. */
export interface Checkup {
  /** Whether this user sees what the service sees. */
  readonly root: boolean;
  readonly configuration: {
    readonly file: string;
    readonly found: boolean;
    readonly config: Config;
    readonly fault: Fault | null;
  };
  readonly credentials: CredentialFacts;
  readonly mattermost: Pick<Mattermost, "probe"> | null;
  readonly lookup: Pick<Lookup, "check"> | null;
  readonly clock: Clock | null;
  readonly sources: Pick<Sources, "processes">;
  readonly runtime: Pick<Runtime, "lastPass">;
  readonly stateDir: string;
  readonly looks: HostLooks;
  /** What is damaged, and how many builds need a person. May throw a `Fault`. */
  readonly state: () => Promise<{ readonly damaged: readonly Damage[]; readonly review: number }>;
}

/** Everything around the watcher, in the order in which it is told. */
export async function checkup(of: Checkup): Promise<readonly Finding[]> {
  const units = await of.looks.units();
  return [
    ...userFindings(of.root),
    configFinding(of.configuration.file, of.configuration),
    ...credentialFindings(of.credentials),
    ...probeFindings(of.mattermost === null ? null : await of.mattermost.probe()),
    ...(await lookupChecked(of)),
    ...(await reporterFindings(of)),
    ...hiddenFindings(named(of), units),
    ...(await installationFindings(of, units)),
    ...(await passFindings(of)),
    ...(await hostFindings(of)),
    ...(await stateOf(of)),
  ];
}

async function lookupChecked({ configuration: { config }, credentials, lookup }: Checkup): Promise<readonly Finding[]> {
  const flaw = lookup === null ? null : await lookup.check();
  return lookupFindings({ api: config.mattermost.api !== undefined, token: credentials.token, flaw });
}

async function reporterFindings({ configuration: { config }, looks }: Checkup): Promise<readonly Finding[]> {
  const look = async (path: string) => ({ path, seen: await looks.folder(path) });
  return rootFindings(await look(config.root), await Promise.all(reporterFolders(config, config.root).map(look)));
}

function named({ configuration: { config }, stateDir }: Checkup): readonly Named[] {
  return [
    { check: "root", path: config.root },
    { check: "state directory", path: stateDir },
    { check: "credentials", path: config.credentialsFile },
    { check: "mattermost", path: config.mattermost.caFile },
  ];
}

async function installationFindings(of: Checkup, units: Seen<UnitTable>): Promise<readonly Finding[]> {
  const { looks, clock } = of;
  const { config } = of.configuration;
  const command = `${launcher} reconcile`;
  const expected = { ...watchable(config, looks.mounts()), doorbell: doorbellOf(config), command };
  return [
    ...unitFindings(units, expected, clock?.now() ?? null),
    ...programFindings(await looks.programs()),
    systemdFinding(await looks.systemdVersion()),
  ];
}

async function passFindings({ clock, runtime, stateDir, looks }: Checkup): Promise<readonly Finding[]> {
  if (clock === null) return [];
  const lock = lockFinding(await looks.ageOf(`${runtimeDirOf(stateDir)}/lock`));
  return [lastPassFinding(await runtime.lastPass(), clock.now()), lock];
}

async function hostFindings({ sources, looks, stateDir }: Checkup): Promise<readonly Finding[]> {
  const table = await sources.processes();
  const processes =
    table.seen === "present" ? ({ seen: "present", fact: { count: table.fact.rows.length } } as const) : table;
  const runtimeDir = runtimeDirOf(stateDir);
  return [
    ...processFindings(processes, looks.bootId(), looks.firstProcess()),
    spaceFinding("state directory", stateDir, await looks.space(stateDir)),
    spaceFinding("runtime directory", runtimeDir, await looks.space(runtimeDir)),
  ];
}

async function stateOf({ state, clock }: Checkup): Promise<readonly Finding[]> {
  if (clock === null) return [];
  try {
    const { damaged, review } = await state();
    return stateFindings(damaged, review);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return [fault("state", error.message, "until then nothing is judged and posted")];
  }
}
