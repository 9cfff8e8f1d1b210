import type { Chance } from "./chance.ts";
import type { Director } from "./director.ts";
import { filesOf, newFolder, parentOf, type FileNode, type Node } from "./disk.ts";
import type { Case } from "./judge.ts";
import { scopeOf, stateDir } from "./paths.ts";
import { tell, type World } from "./world.ts";

/** How a state file can come to harm. */
export const harms = ["truncated", "emptied", "a bit flipped", "of a newer release", "a folder", "a link"] as const;

/** A file that was damaged: it must stay as it is, or be kept aside, until it is repaired. */
export interface Damaged {
  readonly path: string;
  readonly node: Node;
  repaired: boolean;
}

/** Damages any one state file while no process of ours runs; some of it is repaired later. */
export function damage(world: World, director: Director, damaged: Damaged[]): void {
  const { chance, clocks } = world;
  if (director.running().length > 0) {
    director.at(clocks.true() + 1_000, "", () => damage(world, director, damaged));
    return;
  }
  const spared = new Set(damaged.filter(({ repaired }) => !repaired).map(({ path }) => path));
  const files = [...filesOf(world.disk)].filter(
    ([path, node]) => isState(path) && node.kind === "file" && !spared.has(path),
  );
  if (files.length === 0) return;
  const [path, whole] = chance.pick(files);
  const harm = chance.pick(harms);
  if (whole.kind !== "file") return;
  const { one, why, touched } = inflict(world, path, whole, harm);
  damaged.push(one);
  if (chance.percent(50)) return;
  const repair = (): void => {
    if (director.running().length > 0) return director.at(clocks.true() + 1_000, "", repair);
    tell(world, `   ${path} is repaired`);
    place(world, path, whole);
    one.repaired = true;
    for (const { forbidden } of touched) {
      const index = forbidden.findIndex((entry) => entry.why === why);
      if (index !== -1) forbidden.splice(index, 1);
    }
  };
  director.at(clocks.true() + 60_000 + chance.below(180_000), "", repair);
}

/** Harms a file; nothing may be posted on it from now on. */
export function inflict(
  world: World,
  path: string,
  whole: FileNode,
  harm: (typeof harms)[number],
): { readonly one: Damaged; readonly why: string; readonly touched: readonly Case[] } {
  const { judge, reached } = world;
  const node = harmed(whole, harm, world.chance);
  place(world, path, node);
  tell(world, `   ${path} is now ${harm}`);
  reached.add(`damage: ${harm}`);
  // One that says "cancelled" or "posted" only has to be there.
  const why = `rests on ${path}, which is ${harm}`;
  const touched = casesAt(judge.cases, path);
  for (const { forbidden, excuses } of touched) {
    excuses.add("damaged");
    forbidden.push({ why, since: judge.step, from: "load" });
  }
  return { one: { path, node, repaired: false }, why, touched };
}

export function isState(path: string): boolean {
  return path.startsWith(`${stateDir}/`) && /(?:state|try-\d+|try-\d+\.outcome|posted|cancelled)\.json$/.test(path);
}

/** A build's own files concern all its scopes, a group's only that. */
function casesAt(cases: ReadonlyMap<string, Case>, path: string): readonly Case[] {
  const key = scopeOf(path);
  return [...cases.values()].filter(
    ({ truth }) =>
      truth.key.build === key?.build &&
      truth.key.attempt === key.attempt &&
      (key.group === null || truth.key.group === key.group),
  );
}

function place(world: World, path: string, node: Node): void {
  const { folder, name } = parentOf(world.disk, path, "open");
  folder.entries.set(name, node);
  folder.durable.set(name, node);
}

function harmed({ data, changedAt }: FileNode, harm: (typeof harms)[number], chance: Chance): Node {
  const file = (bytes: Buffer): FileNode => ({ kind: "file", data: bytes, durable: bytes, changedAt });
  switch (harm) {
    case "truncated":
      return file(data.subarray(0, chance.below(Math.max(1, data.length - 2))));
    case "emptied":
      return file(Buffer.alloc(0));
    case "a bit flipped":
      return file(flipped(data, chance));
    case "of a newer release":
      return file(Buffer.from(JSON.stringify({ version: 2, more: "than this release knows" })));
    case "a folder":
      return newFolder();
    case "a link":
      return { kind: "link" };
  }
}

/** Any bit, but one with which the text would still say the same. */
function flipped(data: Buffer, chance: Chance): Buffer {
  if (data.length === 0) return Buffer.from("x");
  for (;;) {
    const bytes = Buffer.from(data);
    const at = chance.below(bytes.length);
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << chance.below(8)), at);
    if (meaning(bytes) !== meaning(data)) return bytes;
  }
}

function meaning(bytes: Buffer): string {
  try {
    return JSON.stringify(JSON.parse(bytes.toString("latin1")));
  } catch {
    return "none";
  }
}
