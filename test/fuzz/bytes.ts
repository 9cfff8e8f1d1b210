import type { Chance } from "../simulation/chance.ts";
import type { Sample } from "./corpus.ts";

/** Changes a report in one way; `other` is another one. */
export type Mutation = (bytes: Buffer, chance: Chance, other: Sample) => Buffer;

/** What disks, editors, copies and killed writers do to any file. */
export const byteMutations: Readonly<Record<string, Mutation>> = {
  "flip bits": (bytes, chance) => {
    const flipped = Buffer.from(bytes);
    for (let times = 1 + chance.below(4); times > 0 && flipped.length > 0; times--) {
      const at = chance.below(flipped.length);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << chance.below(8));
    }
    return flipped;
  },
  "replace a byte": (bytes, chance) => spliced(bytes, chance.below(bytes.length + 1), 1, pickByte(chance)),
  "put a byte in": (bytes, chance) => spliced(bytes, chance.below(bytes.length + 1), 0, pickByte(chance)),
  "take a piece out": (bytes, chance) => spliced(bytes, ...piece(bytes, chance), Buffer.alloc(0)),
  "double a piece": (bytes, chance) => {
    const [at, length] = piece(bytes, chance);
    return spliced(bytes, at, 0, bytes.subarray(at, at + length));
  },
  "move a piece": (bytes, chance) => {
    const [at, length] = piece(bytes, chance);
    const rest = spliced(bytes, at, length, Buffer.alloc(0));
    return spliced(rest, chance.below(rest.length + 1), 0, bytes.subarray(at, at + length));
  },
  "zero a piece": (bytes, chance) => {
    const [at, length] = piece(bytes, chance);
    return spliced(bytes, at, length, Buffer.alloc(Math.min(length, bytes.length - at)));
  },
  "put in a piece of another": (bytes, chance, other) => {
    const [at, length] = piece(other.bytes, chance);
    return spliced(bytes, chance.below(bytes.length + 1), 0, other.bytes.subarray(at, at + length));
  },
  "go on as another": (bytes, chance, other) =>
    Buffer.concat([
      bytes.subarray(0, chance.below(bytes.length + 1)),
      other.bytes.subarray(chance.below(other.bytes.length + 1)),
    ]),
  "leave the rest of an older one": (bytes, _, { bytes: older }) =>
    Buffer.concat([bytes, older.subarray(bytes.length)]),
  "follow with another": (bytes, _, other) => Buffer.concat([bytes, other.bytes]),
  "follow with zeros": (bytes, chance) => Buffer.concat([bytes, Buffer.alloc(1 + chance.below(4_096))]),
};

/** The one that leaves a beginning of a whole report. */
export const cut: Mutation = (bytes, chance) => bytes.subarray(0, chance.below(bytes.length + 1));

/** A place and a length, short ones as often as long ones. */
function piece(bytes: Buffer, chance: Chance): readonly [at: number, length: number] {
  return [chance.below(bytes.length + 1), 1 + chance.below(chance.percent(50) ? 24 : bytes.length + 1)];
}

const telling = Buffer.from(`<>/&"'=![]{}:,\\- \0\u0001`);

function pickByte(chance: Chance): Buffer {
  const byte = chance.percent(50) ? telling[chance.below(telling.length)] : chance.below(256);
  return Buffer.of(byte ?? 0);
}

function spliced(bytes: Buffer, at: number, lost: number, put: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + lost)]);
}
