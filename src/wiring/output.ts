import type { Output } from "../commands/app.ts";
import { printable, printableJson } from "../core/show/printable.ts";

/** At most so often is progress told, and not before (milliseconds). */
const progressEvery = 500;
const eraseLine = "\r\u001b[K";

let isShown = false;
/** By the clock that began with this process. */
let lastAt = 0;

// A stream that is standard output forgets its errors at once.
let isGone = false;
process.stdout.on("error", () => {
  isGone = true;
});

/** Standard output, and progress on standard error. */
export const output: Output = {
  line: (text) => print(printable(text)),
  json: (value) => print(printableJson(JSON.stringify(value))),
  progress(text, atOnce = false) {
    const now = performance.now();
    if (!process.stderr.isTTY || (!atOnce && now - lastAt < progressEvery)) return;
    const columns = process.stderr.columns || 80;
    process.stderr.write(
      `${eraseLine}${Array.from(printable(text))
        .slice(0, columns - 1)
        .join("")}`,
    );
    lastAt = now;
    isShown = true;
  },
  width: process.stdout.isTTY ? process.stdout.columns || null : null,
  gone: () => isGone,
};

/** Takes away what is shown of progress, before something else is printed. */
export function clearProgress(): void {
  if (isShown) process.stderr.write(eraseLine);
  isShown = false;
}

function print(text: string): void {
  clearProgress();
  process.stdout.write(`${text}\n`);
}
