import type { Seen } from "../words.ts";
import { fault, type Finding } from "./finding.ts";
import type { UnitTable } from "./units.ts";

/** What the configuration names by a path; undefined where it names nothing. */
export interface Named {
  readonly check: string;
  readonly path: string | undefined;
}

/** What lies where the service, with a /tmp of its own, does not see it, whatever this process sees there. */
export function hiddenFindings(named: readonly Named[], units: Seen<UnitTable>): readonly Finding[] {
  const { load, ownTmp } = units.seen === "present" ? units.fact.service : asShipped;
  if (load === "loaded" && !ownTmp) return [];
  return named.flatMap(({ check, path }) => (path !== undefined && isTemporary(path) ? [hidden(check, path)] : []));
}

const asShipped = { load: "loaded", ownTmp: true };

function isTemporary(path: string): boolean {
  return /^\/+(?:var\/+)?tmp(?:\/|$)/.test(path);
}

function hidden(check: string, path: string): Finding {
  const text = `${path} is hidden from the service, which has a /tmp of its own`;
  return fault(check, text, "use another place, or a drop-in with PrivateTmp=no");
}
