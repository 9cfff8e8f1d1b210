import { tooLong } from "./samespec.ts";
import { isOtherBrowser, nothingTold, type SpecsTold } from "./specstold.ts";

/** In characters. Of longer lists only that they are too long is kept. */
const [maxListed, maxBrowser] = [2_000, 100];
/** Cypress goes on below after 78 to 82 characters, of which the last may be a blank. */
const fullLine = 77;

/** A Cypress run begins. */
export function toldAnew({ reds }: SpecsTold): SpecsTold {
  return { ...nothingTold, reds };
}

/** Takes in a line between `(Run Starting)` and the first spec: a table of what the run was started with. */
export function withHeading(told: SpecsTold, text: string): SpecsTold {
  const [, label, value = ""] = /^([A-Z][A-Za-z ]{2,15}):\s+(\S.*)$/.exec(text) ?? [];
  if (label === "Browser") return inBrowser(told, value.slice(0, maxBrowser));
  if (label === "Specs") return listed(told, "found", value, value);
  if (label === "Searched") return listed(told, "searched", value, value);
  const { wraps } = told;
  if (wraps === null) return told;
  // The frame's own line is longer than any within it.
  const isRest = label === undefined && text.length <= 90;
  return isRest ? listed(told, wraps, told[wraps] + text, text) : { ...told, wraps: null };
}

function inBrowser(told: SpecsTold, browser: string): SpecsTold {
  const reds = told.reds.map((red) => (isOtherBrowser(red.browser, browser) ? { ...red, elsewhere: true } : red));
  return { ...told, browser, reds, wraps: null };
}

function listed(told: SpecsTold, what: "searched" | "found", list: string, line: string): SpecsTold {
  if (list.length > maxListed) return { ...told, [what]: tooLong, wraps: null };
  return { ...told, [what]: list, wraps: line.length >= fullLine ? what : null };
}

/** The names of all specs of the newest run, `3 found (a.cy.js, b.cy.js, c.cy.js)`; null if some may be left out. */
export function foundSpecs({ found }: SpecsTold): readonly string[] | null {
  const [, count, list] = /^(\d+) found \((.*)\)$/.exec(found) ?? [];
  const names = list?.split(/, ?/) ?? [];
  return names.length === Number(count) && !found.endsWith("...)") ? names : null;
}
