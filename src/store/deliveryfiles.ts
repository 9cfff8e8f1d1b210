import { join } from "node:path";
import { claimSchema, deliveryVersion, outcomeSchema, postedSchema } from "../core/state/delivery.ts";
import type { Claim, DeliveryFiles, Try } from "../core/state/delivery.ts";
import type { FileSystem } from "./filesystem.ts";
import { claimFile, outcomeFile, postedFile } from "./layout.ts";
import { readLooked } from "./lookup.ts";
import { list, look, readState } from "./read.ts";
import type { Reading } from "./read.ts";

/** A file of one folder that cannot be used. */
export interface Flaw {
  /** Relative to that folder; "." for the folder itself. */
  readonly name: string;
  readonly detail: string;
  readonly newer: boolean;
}

/** All that lies on disk about one scope's delivery. Whatever is not clear becomes a flaw, and that means "do not post". */
export async function readDelivery(
  fs: FileSystem,
  folder: string,
): Promise<{ delivery: DeliveryFiles; flaws: readonly Flaw[] }> {
  const flaws: Flaw[] = [];
  const posted = await readPosted(fs, folder, flaws);
  const tries = await readTries(fs, folder, flaws);
  const looked = tries.some(({ outcome }) => outcome === null) ? await readLooked(fs, folder) : null;
  return { delivery: { posted, tries, looked, damaged: flaws.map((flaw) => flaw.name) }, flaws };
}

/** Whether a name is that of a try's file, or looks like it. */
export function isTryName(name: string): boolean {
  return name.startsWith("try-");
}

/** Only its being there counts: an empty one, a folder, a dangling link all mean "posted". */
async function readPosted(fs: FileSystem, folder: string, flaws: Flaw[]): Promise<DeliveryFiles["posted"]> {
  const file = join(folder, postedFile);
  const there = await look(fs, file);
  usable(postedFile, there, flaws);
  if (there.seen !== "present") return null;
  const content = await readState(fs, postedSchema, deliveryVersion, file);
  return { at: content.seen === "present" ? content.fact.at : null };
}

async function readTries(fs: FileSystem, folder: string, flaws: Flaw[]): Promise<readonly Try[]> {
  const names = await list(fs, folder);
  if (names.seen === "unreadable") flaws.push({ name: ".", detail: names.detail, newer: false });
  if (names.seen !== "present") return [];
  const numbers = tryNumbers(names.fact.filter(isTryName), flaws);
  const gap = numbers.findIndex((number, index) => number !== index + 1);
  if (gap !== -1) flaws.push({ name: claimFile(gap + 1), detail: "is missing", newer: false });
  const tries: Try[] = [];
  for (const number of numbers) {
    const made = await readTry(fs, folder, number, flaws);
    if (made !== undefined) tries.push(made);
  }
  return tries;
}

async function readTry(fs: FileSystem, folder: string, number: number, flaws: Flaw[]): Promise<Try | undefined> {
  const outcome = usable(
    outcomeFile(number),
    await readState(fs, outcomeSchema, deliveryVersion, join(folder, outcomeFile(number))),
    flaws,
  );
  const claim = usable(claimFile(number), await readClaim(fs, folder, number), flaws);
  return claim === null ? undefined : { claim, outcome };
}

async function readClaim(fs: FileSystem, folder: string, number: number): Promise<Reading<Claim>> {
  const claim = await readState(fs, claimSchema, deliveryVersion, join(folder, claimFile(number)));
  if (claim.seen === "absent") return { seen: "unreadable", detail: "is missing, its outcome is there", newer: false };
  if (claim.seen !== "present" || claim.fact.try === number) return claim;
  return { seen: "unreadable", detail: `is the claim of try ${claim.fact.try}`, newer: false };
}

function usable<Fact>(name: string, reading: Reading<Fact>, flaws: Flaw[]): Fact | null {
  if (reading.seen === "unreadable") flaws.push({ name, detail: reading.detail, newer: reading.newer });
  return reading.seen === "present" ? reading.fact : null;
}

/** Ascending, each once. */
function tryNumbers(names: readonly string[], flaws: Flaw[]): readonly number[] {
  const numbers = new Set<number>();
  for (const name of names) {
    const [, number] = /^try-([1-9]\d{0,5})(?:\.outcome)?\.json$/.exec(name) ?? [];
    if (number === undefined) flaws.push({ name, detail: "is no file of this release", newer: false });
    else numbers.add(Number(number));
  }
  return [...numbers].sort((a, b) => a - b);
}
