import { notMachines } from "../defaults.ts";
import { namesOfMachines } from "./machines.ts";
import { replaceWord } from "../reports/word.ts";

/** A pattern made from one path, and what stands there for the machine (null: nothing does). */
export interface Candidate {
  readonly pattern: string;
  readonly machine: string | null;
}

/**
 * The patterns that could claim a path for a run: the run's name, hashes and the counters of reporters become
 * placeholders, dates, other long numbers and ids a star, and one part becomes the machine. Where run and machine are
 * known, what else stands there may be a star too: a spec or a browser. Where no known machine stands in the path, any
 * part may be one, but only if the run is named; where the run is not named, nothing may be left that could be the name
 * of another one.
 */
export function patternCandidates(path: string, run: string, machines: readonly string[]): readonly Candidate[] {
  // Such characters of a file's name cannot be written in a pattern.
  if (/[{}*]/.test(path)) return [];
  const ending = /\.\w+$/.exec(path)?.[0] ?? "";
  const named = replaceWord(path.slice(0, path.length - ending.length), run, () => "{run}");
  const template = inText(named, (text) => text.replace(hash, "{hash}")).replace(/_\d{3}$/, "{n}");
  return withMachine(template, machines).map(({ pattern, machine }) => ({ pattern: `${pattern}${ending}`, machine }));
}

/** Words of file and folder names that name neither a run nor a machine. */
const generic: ReadonlySet<string> = new Set([
  ...notMachines,
  ...[
    "xml",
    "json",
    "log",
    "logs",
    "junit",
    "reports",
    "result",
    "test",
    "tests",
    "e2e",
    "cypress",
    "run",
    "runs",
    "latest",
    "current",
    "last",
  ],
]);

const placeholder = /(\{[a-z]+\}|\*)/;
const hash = /(?<![\p{L}\p{N}])[0-9a-f]{32}(?![\p{L}\p{N}])/gu;
/** A UUID, or the seven hexadecimal digits or more of a commit or a short hash. */
const id =
  /(?<![\p{L}\p{N}])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{7,})(?![\p{L}\p{N}])/giu;
const number = /(?<![\p{L}\p{N}])\d+(?:[-_.:T ]\d+)*Z?(?![\p{L}\p{N}])/gu;

function withMachine(template: string, machines: readonly string[]): readonly Candidate[] {
  const names = namesOfMachines(machines);
  const known = names.find((name) => placesOf(template, name).length > 0);
  if (known !== undefined) {
    return atEachPlace(template, known).flatMap((candidate) => {
      const parts = freeParts(candidate.pattern);
      if (namesTheRun(candidate.pattern)) return widened(candidate, parts);
      return parts.length === 0 ? [candidate] : [];
    });
  }
  const undated = withoutDates(template);
  const parts = freeParts(undated);
  if (!namesTheRun(undated)) {
    // Where machines are known, a file of the run as a whole says nothing of them.
    return parts.length === 0 && machines.length === 0 ? [{ pattern: undated, machine: null }] : [];
  }
  return parts.length === 0
    ? [{ pattern: undated, machine: null }]
    : parts.flatMap((part) => atEachPlace(undated, part));
}

/** One place of the machine's name becomes the placeholder, its other places a star. */
function atEachPlace(template: string, name: string): readonly Candidate[] {
  return placesOf(template, name).flatMap((machine, chosen) => {
    let place = 0;
    const mark = (): string => (place++ === chosen ? "{machine}" : "*");
    const marked = inText(template, (text) => replaceWord(text, name, mark));
    return withAnyFileName({ pattern: withoutDates(marked), machine });
  });
}

/** A machine with a folder of its own may hold a file for each spec. */
function withAnyFileName(candidate: Candidate): readonly Candidate[] {
  const { pattern, machine } = candidate;
  const start = pattern.lastIndexOf("/") + 1;
  const hasOwnFolder = /(?:^|\/)\{machine\}\//.test(pattern) && !placeholder.test(pattern.slice(start));
  return hasOwnFolder ? [candidate, { pattern: `${pattern.slice(0, start)}*`, machine }] : [candidate];
}

/** The same with a star for each other part alone, and for all of them; the first folder stays. */
function widened(candidate: Candidate, parts: readonly string[]): readonly Candidate[] {
  const { pattern, machine } = candidate;
  const start = pattern.indexOf("/") + 1;
  const starred = (text: string, part: string): string => inText(text, (plain) => replaceWord(plain, part, () => "*"));
  const choices = [...parts.map((part) => [part]), parts];
  const wide = choices.map((chosen) => pattern.slice(0, start) + chosen.reduce(starred, pattern.slice(start)));
  return [...new Set([pattern, ...wide])].map((each) => ({ pattern: each, machine }));
}

function withoutDates(template: string): string {
  return inText(template, (text) => text.replace(id, "*").replace(number, (found) => (isDate(found) ? "*" : found)));
}

/** Six digits or more that are no address of a machine. */
function isDate(text: string): boolean {
  return text.replace(/\D/g, "").length >= 6 && !/^\d+(?:\.\d+){3}$/.test(text);
}

/** What stands between placeholders and separators and says something. */
function freeParts(template: string): readonly string[] {
  const parts = textsOf(template)
    .flatMap((text) => text.split("/"))
    .map((text) => text.replace(/^[-_. \\]+|[-_. \\]+$/g, ""));
  return [...new Set(parts)].filter((part) => part !== "" && !generic.has(part.toLowerCase()));
}

function namesTheRun(template: string): boolean {
  return template.includes("{run}");
}

function placesOf(template: string, name: string): readonly string[] {
  const places: string[] = [];
  for (const text of textsOf(template)) {
    replaceWord(text, name, (found) => {
      places.push(found);
      return found;
    });
  }
  return places;
}

function textsOf(template: string): readonly string[] {
  return template.split(placeholder).filter((_, index) => index % 2 === 0);
}

/** Changes what is not yet a placeholder. */
function inText(template: string, change: (text: string) => string): string {
  const parts = template.split(placeholder);
  return parts.map((part, index) => (index % 2 === 0 ? change(part) : part)).join("");
}
