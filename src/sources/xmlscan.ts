import type { Unfinished } from "../core/reports/report.ts";
import { beyond, limits } from "./limits.ts";
import { xmlTokens, type XmlAttributes, type XmlToken } from "./xmllexer.ts";
import { hasForbiddenCharacters, tokenFault } from "./xmlrules.ts";

/** What a reader does with the elements, in document order. Names are local names, values are not decoded. */
export interface XmlHandler {
  open(name: string, attributes: XmlAttributes): void;
  text(data: string, is: "text" | "cdata"): void;
  close(): void;
}

export interface XmlFault {
  readonly why: Unfinished;
  readonly detail: string;
}

/**
 * Reads a document with one of the given root elements and proves it complete: one root, closed by its own name,
 * nothing after it, well-formed throughout. Returns what is missing, or undefined if nothing is. The handler has seen
 * what came before a fault.
 */
export function scanXml(text: string, roots: readonly string[], handler: XmlHandler): XmlFault | undefined {
  const scan: Scan = { open: [], rooted: false, roots, handler };
  const next = xmlTokens(text);
  for (;;) {
    const token = next();
    if (token.is === "end" && isOver(scan)) break;
    if (isCut(scan, token)) return { why: "cut", detail: "it is cut: its end is missing" };
    const fault = step(scan, token);
    if (fault !== undefined) return isOver(scan) ? trailing : fault;
  }
  return hasForbiddenCharacters(text) ? controlCharacters : undefined;
}

interface Scan {
  readonly open: string[];
  rooted: boolean;
  readonly roots: readonly string[];
  readonly handler: XmlHandler;
}

const trailing: XmlFault = { why: "trailing", detail: "it goes on after its end" };
const controlCharacters: XmlFault = {
  why: "control-characters",
  detail: "it is whole, but has raw control characters that XML forbids",
};
const notAReport: XmlFault = { why: "not-a-report", detail: "it is no JUnit report" };

function isOver(scan: Scan): boolean {
  return scan.rooted && scan.open.length === 0;
}

/** The text ends within a token, between tokens, or in a run of text that no tag has ended yet. */
function isCut(scan: Scan, token: XmlToken): boolean {
  if (token.is === "text") return token.last && scan.open.length > 0;
  return token.is === "cut" || token.is === "end";
}

function step(scan: Scan, token: XmlToken): XmlFault | undefined {
  if (token.is === "broken") return illFormed("something that is no markup");
  if (token.is === "text" && scan.open.length === 0) return outside(scan, token.data);
  const excess = excessOf(token);
  if (excess !== undefined) return excess;
  const fault = tokenFault(token);
  if (fault !== undefined) return illFormed(fault);
  if (token.is === "open") return open(scan, token.name, token.attributes, token.selfClosing);
  if (token.is === "close") return close(scan, token.name);
  if (token.is === "text" || token.is === "cdata") return inside(scan, token.data, token.is);
  if (token.is === "doctype") return doctype(scan, token.name);
  return undefined;
}

function open(scan: Scan, name: string, attributes: XmlAttributes, selfClosing: boolean): XmlFault | undefined {
  if (isOver(scan)) return trailing;
  const local = localName(name);
  if (!scan.rooted && !scan.roots.includes(local)) return notAReport;
  if (scan.open.length === limits.depth) return beyond("depth", `its elements nest deeper than ${limits.depth}`);
  scan.rooted = true;
  scan.open.push(name);
  scan.handler.open(local, attributes);
  return selfClosing ? close(scan, name) : undefined;
}

function close(scan: Scan, name: string): XmlFault | undefined {
  if (scan.open.pop() !== name) return illFormed("a closing tag that closes nothing");
  scan.handler.close();
  return undefined;
}

function inside(scan: Scan, data: string, is: "text" | "cdata"): XmlFault | undefined {
  if (scan.open.length === 0) return illFormed("character data outside its root element");
  scan.handler.text(data, is);
  return undefined;
}

function outside(scan: Scan, data: string): XmlFault | undefined {
  if (!/[^ \t\r\n]/.test(data)) return undefined;
  return scan.rooted ? trailing : notAReport;
}

/** Entities are never expanded and nothing is ever fetched: a document with a document type is refused as it is. */
function doctype(scan: Scan, root: string): XmlFault {
  if (!scan.roots.includes(localName(root))) return notAReport;
  return { why: "limit", detail: "it has a document type, which is never read" };
}

/** Names go through a pattern, which a name of megabytes would make exhaust the stack. */
function excessOf(token: XmlToken): XmlFault | undefined {
  if (token.is === "crowded")
    return beyond("attributes", `it has an element with more than ${limits.attributes} attributes`);
  if (token.is !== "open" && token.is !== "instruction") return undefined;
  const source = token.is === "open" ? token.raw : token.target;
  if (source.length <= limits.markupName) return undefined;
  const names = token.is === "open" ? [token.name, ...token.attributes.map(([key]) => key)] : [token.target];
  if (names.every((name) => name.length <= limits.markupName)) return undefined;
  return beyond("markupName", `it has a name in its markup longer than ${limits.markupName} characters`);
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function illFormed(what: string): XmlFault {
  return { why: "ill-formed", detail: `it is not well-formed XML: ${what}` };
}
