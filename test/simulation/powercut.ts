import type { Chance } from "./chance.ts";
import type { Disk, FileNode, FolderNode, Node } from "./disk.ts";

/**
 * What a power cut makes of everything that was not synced: all of it is lost, all of it had just reached the disk, or
 * each piece as chance will have it, files also torn.
 */
export type Loss = "lost" | "kept" | Chance;

/** Turns the volatile layer into what the disk holds after a power cut. */
export function cutPower(disk: Disk, loss: Loss): void {
  const done = new Set<Node>();
  const settle = (node: Node): void => {
    if (done.has(node)) return;
    done.add(node);
    if (node.kind === "file") settleFile(node, loss);
    if (node.kind !== "folder") return;
    settleFolder(node, loss);
    for (const entry of node.entries.values()) settle(entry);
  };
  settle(disk.root);
}

/** An entry made, removed or renamed since the folder was synced is there or not; each for itself. */
function settleFolder(folder: FolderNode, loss: Loss): void {
  const { entries, durable } = folder;
  const left = new Map<string, Node>();
  for (const name of new Set([...durable.keys(), ...entries.keys()])) {
    const [now, then] = [entries.get(name), durable.get(name)];
    const node = now === then || reached(loss) ? now : then;
    if (node !== undefined) left.set(name, node);
  }
  folder.entries = left;
  folder.durable = new Map(left);
}

function settleFile(file: FileNode, loss: Loss): void {
  if (file.durable !== file.data) file.data = leftOf(file, loss);
  file.durable = file.data;
}

function leftOf({ data, durable }: FileNode, loss: Loss): Buffer {
  const before = durable ?? Buffer.alloc(0);
  if (loss === "kept") return data;
  if (loss === "lost") return before;
  switch (loss.below(4)) {
    case 0:
      return data;
    case 1:
      return before;
    case 2:
      return data.subarray(0, loss.below(data.length + 1));
    default:
      // The length had reached the disk, the content had not.
      return Buffer.alloc(data.length);
  }
}

function reached(loss: Loss): boolean {
  return typeof loss === "string" ? loss === "kept" : loss.percent(50);
}
