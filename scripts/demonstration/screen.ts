const began = performance.now();
const colours = process.stdout.isTTY && process.env["NO_COLOR"] === undefined;

export function headline(text: string): void {
  print(`${bold(text)}\n`);
}

/** One thing that happens, with the seconds since the beginning. */
export function step(text: string): void {
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  print(`${`${seconds} s`.padStart(7)}  ${text}`);
}

/** What the watcher says, if anything. */
export function watcherSays(text: string): void {
  for (const line of text.trimEnd().split("\n")) if (line !== "") print(dim(`         watcher: ${line}`));
}

/** A message as it stands in the channel. */
export function framed(text: string): void {
  const lines = text.split("\n").map((line) => bold(`         │ ${line}`.trimEnd()));
  print(["         ╭────", ...lines, "         ╰────"].join("\n"));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function bold(text: string): string {
  return colours ? `\u001b[1m${text}\u001b[22m` : text;
}

function dim(text: string): string {
  return colours ? `\u001b[2m${text}\u001b[22m` : text;
}
