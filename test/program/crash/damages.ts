import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What may become of a file of the state, each in the place of a sound one. */
export const damages: Readonly<Record<string, (file: string) => void>> = {
  "cut in the middle": (file) => {
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, bytes.length >> 1));
  },
  emptied: (file) => {
    writeFileSync(file, "");
  },
  "a flipped bit": (file) => {
    const bytes = readFileSync(file);
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(file, bytes);
  },
  "of a release to come": (file) => {
    writeFileSync(file, readFileSync(file, "utf8").replace('"version":1', '"version":2'));
  },
  "a directory": (file) => {
    rmSync(file);
    mkdirSync(file);
  },
  "a link to what it was": (file) => {
    const elsewhere = join(mkdtempSync(join(dirname(file), ".elsewhere-")), "file");
    copyFileSync(file, elsewhere);
    rmSync(file);
    symlinkSync(elsewhere, file);
  },
};
