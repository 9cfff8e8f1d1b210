import type { Chance } from "../simulation/chance.ts";
import type { Mutation } from "./bytes.ts";

/** Changes that keep most of JUnit XML in shape. */
export const markupMutations: Readonly<Record<string, Mutation>> = {
  "take an element out": onText((text, chance) => replacedOne(text, elements, chance, () => "")),
  "double an element": onText((text, chance) => replacedOne(text, elements, chance, (found) => found + found)),
  "wrap an element": onText((text, chance) =>
    replacedOne(text, elements, chance, (found) => `<group>${found}</group>`),
  ),
  "hide an element in a comment": onText((text, chance) =>
    replacedOne(text, elements, chance, (found) => `<!--${found}-->`),
  ),
  "hide an element in character data": onText((text, chance) =>
    replacedOne(text, elements, chance, (found) => `<![CDATA[${found}]]>`),
  ),
  "hide an element in an instruction": onText((text, chance) =>
    replacedOne(text, elements, chance, (found) => `<?a ${found}?>`),
  ),
  "rename an element": onText((text, chance) => {
    const [, name] = pickMatch(text, /<([\w:]+)/g, chance) ?? [];
    if (name === undefined) return text;
    return text.replaceAll(new RegExp(`(</?)${name}(?=[\\s/>])`, "g"), `$1${misspelt(name, chance)}`);
  }),
  "rename one tag": onText((text, chance) =>
    replacedOne(text, /(?<=<\/?)[\w:]+/g, chance, (name) => misspelt(name, chance)),
  ),
  "rename an attribute": onText((text, chance) =>
    replacedOne(text, /(?<=\s)[\w:]+(?==)/g, chance, (name) => misspelt(name, chance)),
  ),
  "swap two attributes": onText((text, chance) => swapped(text, / [\w:]+=("[^"]*"|'[^']*')/g, chance)),
  "swap two elements": onText((text, chance) => swapped(text, elements, chance)),
  "double an attribute": onText((text, chance) =>
    replacedOne(text, / [\w:]+="[^"]*"/g, chance, (found) => found + found),
  ),
  "change a number": onText((text, chance) =>
    replacedOne(text, /(?<=")\d+(?=")/g, chance, () => chance.pick(["0", "-1", "", "9", "1e9", "NaN", "1.5"])),
  ),
  "put in an entity": onText((text, chance) =>
    putIn(text, chance, ["&lt;", "&x;", "&#0;", "&#x110000;", "&amp;#60;", "&", "&#13;"]),
  ),
  "put in markup": onText((text, chance) =>
    putIn(text, chance, [
      "<![CDATA[",
      "]]>",
      "<!--",
      "-->",
      "<?a",
      "?>",
      "<",
      ">",
      "/>",
      "</testcase>",
      "<testcase>",
      "<failure/>",
      '"',
      "<!DOCTYPE a>",
    ]),
  ),
  "set a document type before it": onText(
    (text, chance) =>
      chance.pick([
        "<!DOCTYPE testsuites>",
        `<!DOCTYPE t [<!ENTITY a "b">]>`,
        `<!DOCTYPE t SYSTEM "file:///etc/passwd">`,
      ]) + text,
  ),
  "put the root into a root": onText((text) => `<testsuites>${text.replace(/^<\?xml[^>]*\?>/, "")}</testsuites>`),
};

/** Elements without an element of their own name in them. */
const elements = /<([\w:]+)(?:\s[^<>]*)?(?:\/>|>(?:(?!<\1[\s/>])[\s\S])*?<\/\1>)/g;

export function onText(change: (text: string, chance: Chance) => string): Mutation {
  return (bytes, chance) => Buffer.from(change(bytes.toString(), chance));
}

function misspelt(name: string, chance: Chance): string {
  return chance.pick([`${name}s`, `x${name.slice(1)}`, name.toUpperCase(), `y:${name}`, "testcase", "testsuite"]);
}

function pickMatch(text: string, pattern: RegExp, chance: Chance): RegExpMatchArray | undefined {
  const found = [...text.matchAll(pattern)];
  return found[chance.below(Math.max(1, found.length))];
}

export function replacedOne(text: string, pattern: RegExp, chance: Chance, by: (found: string) => string): string {
  const found = pickMatch(text, pattern, chance);
  if (found?.index === undefined) return text;
  return text.slice(0, found.index) + by(found[0]) + text.slice(found.index + found[0].length);
}

function swapped(text: string, pattern: RegExp, chance: Chance): string {
  const [a, b] = [pickMatch(text, pattern, chance), pickMatch(text, pattern, chance)].sort(
    (one, other) => (one?.index ?? 0) - (other?.index ?? 0),
  );
  if (a?.index === undefined || b?.index === undefined || a.index + a[0].length > b.index) return text;
  const between = text.slice(a.index + a[0].length, b.index);
  return text.slice(0, a.index) + b[0] + between + a[0] + text.slice(b.index + b[0].length);
}

function putIn(text: string, chance: Chance, what: readonly string[]): string {
  const at = chance.below(text.length + 1);
  return text.slice(0, at) + chance.pick(what) + text.slice(at);
}
