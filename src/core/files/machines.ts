import { pathRegex, type Names } from "./patterns.ts";

/** The declared name a captured one stands for: itself, or the only one that differs by case or domain alone. */
export function machineName(captured: string, declared: readonly string[]): string | null {
  if (declared.includes(captured)) return captured;
  const loose = declared.filter((name) => sameHost(name, captured));
  return loose.length === 1 ? (loose[0] ?? null) : null;
}

/**
 * Where a star stands beside the machine, a path fits in several ways: it names the declared machine with the longest
 * name that fits in any of them, if one does.
 */
export function declaredReader(
  pattern: string,
  names: Names,
  machines: readonly string[],
): (path: string) => string | null {
  if (!pattern.includes("*") || !pattern.includes("{machine}")) return () => null;
  const longestFirst = namesOfMachines(machines);
  const regexes = new Map<string, RegExp>();
  return (path) => {
    const lower = path.toLowerCase();
    for (const name of longestFirst) {
      if (!lower.includes(name.toLowerCase())) continue;
      const regex = regexes.get(name) ?? pathRegex(pattern, names, name);
      regexes.set(name, regex);
      const machine = regex.test(path) ? machineName(name, machines) : null;
      if (machine !== null) return machine;
    }
    return null;
  };
}

/** What machines may be called, the longest name first. */
export function namesOfMachines(machines: readonly string[]): readonly string[] {
  return machines.flatMap(namesOfMachine).sort((a, b) => b.length - a.length);
}

/** A name with a domain may stand without it. */
function namesOfMachine(machine: string): readonly string[] {
  const [host = machine] = machine.split(".");
  return host !== machine && /[a-z]/i.test(host) ? [machine, host] : [machine];
}

function sameHost(a: string, b: string): boolean {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left === right || left.startsWith(`${right}.`) || right.startsWith(`${left}.`);
}
