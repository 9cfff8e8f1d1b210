import type { Sighting } from "../../src/core/memory/artifacts.ts";
import type { ExitRecord } from "../../src/core/state/exit.ts";
import type { OlderReport } from "../../src/core/judge/reasons.ts";
import type { ScopeMemory } from "../../src/core/state/state.ts";
import type { Moment } from "../../src/core/time.ts";
import type { Paper } from "./papers.ts";
import { momentAt } from "./samples.ts";

/** What is true of one scope from a look on; what is not named is as before. */
export interface ScopeChange {
  /** The pids of its processes; of a categorized build itself, of its drivers. */
  readonly alive?: readonly number[];
  /** All its fresh files. */
  readonly files?: readonly Paper[];
  readonly cancelled?: boolean | "unreadable";
  readonly exit?: Partial<ExitRecord> | "unreadable";
  readonly deliveryBegun?: boolean;
  readonly older?: Readonly<Record<string, OlderReport>>;
  /** Its files cannot be read. */
  readonly unread?: boolean;
}

export interface Change extends ScopeChange {
  readonly groups?: Readonly<Record<string, ScopeChange>>;
  readonly unclaimed?: readonly string[];
  /** The pids of processes of earlier attempts. */
  readonly earlier?: readonly number[];
  /** From here on the controller runs in this boot; its clock begins anew. */
  readonly boot?: string;
  /** The wall clock is set forward or back by so many seconds. */
  readonly wallStep?: number;
  /** This one look cannot see these. */
  readonly blind?: "files" | "processes";
}

/** What is true of every scope; the build itself under null. */
export type World = Map<string | null, ScopeChange>;

/** The moment so many seconds later, in whatever boot and by whatever wall clock. */
export function moved(before: Moment, seconds: number, { boot = before.boot, wallStep = 0 }: Change): Moment {
  const wall = (Date.parse(before.at) - Date.UTC(2026, 10, 23)) / 1_000 + seconds + wallStep;
  return momentAt(boot === before.boot ? before.ms / 1_000 + seconds : seconds, boot, wall);
}

export function applyTo(world: World, { groups = {}, ...own }: Change): void {
  world.set(null, { ...world.get(null), ...own });
  for (const [group, change] of Object.entries(groups)) world.set(group, { ...world.get(group), ...change });
}

/** A file that says what it said before is the same file, read no further; any other was written just now, or when told. */
export function sightingOf(
  paper: Paper,
  memory: ScopeMemory | undefined,
  texts: Map<string, string>,
  now: Moment,
): Sighting {
  const text = JSON.stringify([paper.reading, paper.written]);
  const record = memory?.artifacts.find(({ path }) => path === paper.path);
  const isSame = texts.get(paper.path) === text;
  texts.set(paper.path, text);
  if (isSame && record !== undefined) return record;
  const { written, ...file } = paper;
  const at = written === undefined ? now.at : momentAt(written).at;
  // A log that is read on is the same file.
  const size = text.replace(`"behind":true`, `"behind":false`).length;
  return { ...file, stamp: { ino: paper.path, size, mtimeNs: `${Date.parse(at)}000000` } };
}
