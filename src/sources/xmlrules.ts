import type { XmlAttributes, XmlToken } from "./xmllexer.ts";

/**
 * Why a token is not well-formed although the lexer took it, or undefined if it is: what XML 1.0 asks of names, spaces,
 * attributes, comments and the declaration, and XML 1.1 of references. Forbidden characters are `hasForbiddenCharacters`.
 */
export function tokenFault(token: XmlToken): string | undefined {
  switch (token.is) {
    case "open":
      return openFault(token.raw, token.name, token.attributes);
    case "close":
      return token.raw.startsWith(`</${token.name}`) ? undefined : "a closing tag without its name";
    case "text":
      return token.data.includes("]]>") ? "a stray ]]>" : referenceFault(token.data);
    case "comment":
      return /--|-$/.test(token.data) ? "a double hyphen in a comment" : undefined;
    case "instruction":
      return isName(token.target) && !/^xml$/i.test(token.target) ? undefined : "a wrong processing instruction";
    case "declaration":
      return token.at === 0 && declaration.test(token.raw) ? undefined : "a wrong XML declaration";
    case "cdata":
    case "doctype":
    case "end":
    case "cut":
    case "broken":
    case "crowded":
      return undefined;
  }
}

/** True if the text has raw characters that no XML document may have; lone surrogates, no decoder lets pass. */
export function hasForbiddenCharacters(text: string): boolean {
  return forbidden.test(text);
}

/**
 * Text or an attribute's value without a fault, its references resolved once. xmlbuilder2's own way resolves
 * `&amp;#60;` twice and builds a document for each text.
 */
export function resolved(encoded: string): string {
  if (!encoded.includes("&")) return encoded;
  return encoded.replace(reference, (whole, hex?: string, decimal?: string) =>
    hex === undefined && decimal === undefined
      ? (entities[whole] ?? whole)
      : String.fromCodePoint(codeOf(hex, decimal)),
  );
}

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const declaration =
  /^<\?xml\s+version\s*=\s*(["'])1\.\d\1(?:\s+encoding\s*=\s*(["'])[A-Za-z][\w.-]*\2)?(?:\s+standalone\s*=\s*(["'])(?:yes|no)\3)?\s*\?>$/;
const nameStart =
  "A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c-\\u200d\\u2070-\\u218f" +
  "\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\u{10000}-\\u{effff}";
const namePart = `[${nameStart}][\\u0300-\\u036f\\u00b7\\u203f-\\u2040\\-.0-9${nameStart}]*`;
const nameShape = new RegExp(`^${namePart}(?::${namePart})?$`, "u");
/** What reports are made of: the pattern takes a while for each. */
const knownNames = new Set(
  "testsuites testsuite testcase failure name classname file message type tests failures time timestamp".split(" "),
);
const entities: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&quot;": '"',
  "&apos;": "'",
};
const noReference = /&(?!(?:lt|gt|amp|quot|apos|#x[0-9a-fA-F]+|#[0-9]+);)/;
const numeric = /&#(?:x([0-9a-fA-F]+)|([0-9]+));/g;
const reference = /&(?:lt|gt|amp|quot|apos|#x([0-9a-fA-F]+)|#([0-9]+));|&/g;

function openFault(raw: string, element: string, attributes: XmlAttributes): string | undefined {
  if (!isName(element) || !raw.startsWith(element, 1)) return "a wrong element name";
  for (const [key] of attributes) if (!isName(key)) return "a wrong attribute name";
  if (attributes.length > 1 && new Set(attributes.map(([key]) => key)).size < attributes.length)
    return "an attribute given twice";
  if (!areSpaced(raw, 1 + element.length, attributes)) return "no space between attributes";
  for (const [, value] of attributes) {
    const fault = value.includes("<") ? "a raw < in an attribute" : referenceFault(value);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Whether white space stands before each attribute: the lexer does not ask for it and its tokens do not tell. */
function areSpaced(raw: string, from: number, attributes: XmlAttributes): boolean {
  let at = from;
  for (const [key, value] of attributes) {
    const start = afterSpace(raw, at);
    if (start === at) return false;
    at = afterSpace(raw, raw.indexOf("=", start + key.length) + 1) + value.length + 2;
  }
  return true;
}

function afterSpace(raw: string, from: number): number {
  let at = from;
  while (at < raw.length && " \t\r\n".includes(raw.charAt(at))) at++;
  return at;
}

function referenceFault(text: string): string | undefined {
  if (!text.includes("&")) return undefined;
  if (noReference.test(text)) return "a raw & or an unknown entity";
  if (!text.includes("&#")) return undefined;
  for (const [, hex, decimal] of text.matchAll(numeric)) {
    if (!isCharacter(codeOf(hex, decimal))) return "a forbidden character by number";
  }
  return undefined;
}

function codeOf(hex: string | undefined, decimal: string | undefined): number {
  return hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
}

/** Control characters, which XML 1.0 forbids by number too, take nothing from the markup, and reporters write them so. */
function isCharacter(code: number): boolean {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
}

/** A name with at most one prefix, as XML with namespaces wants it. */
function isName(text: string): boolean {
  return knownNames.has(text) || nameShape.test(text);
}
