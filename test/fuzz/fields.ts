import type { Chance } from "../simulation/chance.ts";
import type { Mutation } from "./bytes.ts";
import { onText, replacedOne } from "./markup.ts";

/** Changes that keep most of mochawesome JSON in shape. */
export const fieldMutations: Readonly<Record<string, Mutation>> = {
  "take a value out": onTree((holder, key) =>
    Array.isArray(holder) ? holder.splice(Number(key), 1) : Reflect.deleteProperty(holder, key),
  ),
  "double a value": onTree((holder, key) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 0, holder[Number(key)]);
    else Reflect.set(holder, `${key}2`, Reflect.get(holder, key));
  }),
  "make another value of it": onTree((holder, key, chance) => Reflect.set(holder, key, chance.pick(others))),
  "make a string of it": onTree((holder, key) => Reflect.set(holder, key, JSON.stringify(Reflect.get(holder, key)))),
  "make a list of it": onTree((holder, key) => Reflect.set(holder, key, [Reflect.get(holder, key)])),
  "rename a field": onTree((holder, key, chance) => {
    const name = chance.pick([`${key}s`, `x${key}`, "tests", "suites", "afterHooks", "__proto__", "err"]);
    Object.defineProperty(holder, name, {
      value: Reflect.get(holder, key),
      enumerable: true,
      configurable: true,
      writable: true,
    });
    if (name !== key) Reflect.deleteProperty(holder, key);
  }),
  "name a field twice": onText((text, chance) =>
    replacedOne(
      text,
      /"(?:fail|state|tests|suites|results|stats|afterHooks)": ?/g,
      chance,
      (found) => `${found}${chance.pick(["null", "[]", "false", '"passed"', "{}"])}, ${found}`,
    ),
  ),
  "name fields again": onText((text, chance) =>
    replacedOne(text, /"(?:state": ?"failed"[^{}]*"fail": ?true|(?:before|after)Hooks": ?\[)/g, chance, (found) =>
      found.endsWith("[") ? `"tests": [], ${found}` : `${found}, "fail": false, "state": "passed"`,
    ),
  ),
  "put in a sign": onText((text, chance) => {
    const at = chance.below(text.length + 1);
    return (
      text.slice(0, at) + chance.pick(["{", "}", "[", "]", ",", '"', "\\", "null", "\\u0000", "//"]) + text.slice(at)
    );
  }),
};

const others = [null, true, false, 0, 1, -1, 1e9, 0.5, "", "1", "passed", "FAILED", [], {}, [false], { fail: true }];

/** Changes one value somewhere; a text that is no JSON stays as it is. */
function onTree(change: (holder: object, key: string, chance: Chance) => unknown): Mutation {
  return onText((text, chance) => {
    let root: unknown;
    try {
      root = JSON.parse(text);
    } catch {
      return text;
    }
    const places = [...placesIn(root)];
    if (places.length === 0) return text;
    const [holder, key] = chance.pick(places);
    change(holder, key, chance);
    return JSON.stringify(root, null, chance.below(2));
  });
}

function* placesIn(value: unknown): Generator<readonly [holder: object, key: string]> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    yield [value, key];
    yield* placesIn(item);
  }
}
