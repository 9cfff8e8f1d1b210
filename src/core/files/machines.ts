import { pathRegex, type Names } from "./patterns.ts";

/** The declared name a captured one stands for: itself, or the only one that differs by case or domain alone. */
export function machineName(captured: string, declared: readonly string[]): string | null {
  if (declared.includes(captured)) return captured;
  const loose = declared.filter((name) => sameHost(name, captured));
  return loose.length === 1 ? (loose[0] ?? null) : null;
}

/** Where a star stands beside the machine, a path fits in several ways: in one of them it may name a declared machine. */
export function declaredReader(
  pattern: string,
  names: Names,
  machines: readonly string[],
): (path: string) => string | null {
  if (machines.length === 0 || !pattern.includes("*")) return () => null;
  let regex: RegExp | undefined;
  return (path) => {
    regex ??= pathRegex(pattern, names, machines.flatMap(namesOfMachine));
    const found = regex.exec(path)?.groups?.["machine"];
    return found === undefined ? null : machineName(found, machines);
  };
}

/** A name with a domain may stand without it. */
export function namesOfMachine(machine: string): readonly string[] {
  const [host = machine] = machine.split(".");
  return host !== machine && /[a-z]/i.test(host) ? [machine, host] : [machine];
}

function sameHost(a: string, b: string): boolean {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left === right || left.startsWith(`${right}.`) || right.startsWith(`${left}.`);
}
