import {
  TokenType,
  type CDATAToken,
  type ClosingTagToken,
  type CommentToken,
  type DocTypeToken,
  type ElementToken,
  type PIToken,
  type TextToken,
  type XMLToken,
} from "@oozcitak/dom/lib/parser/interfaces.js";
import { XMLStringLexer } from "@oozcitak/dom/lib/parser/XMLStringLexer.js";
import { limits } from "./limits.ts";

export type XmlAttributes = readonly (readonly [name: string, value: string])[];

/**
 * One token as xmlbuilder2's lexer cuts it: names and values are neither checked nor decoded. `raw` is its source, `at`
 * where that begins, `last` tells that nothing follows. `cut`: the text ends within a token; `broken`: it goes on, but
 * with no token; `crowded`: it goes on with a tag of more attributes than any has.
 */
export type XmlToken =
  | { is: "open"; raw: string; name: string; attributes: XmlAttributes; selfClosing: boolean }
  | { is: "close"; raw: string; name: string }
  | { is: "text"; data: string; last: boolean }
  | { is: "cdata" | "comment"; data: string }
  | { is: "instruction"; target: string }
  | { is: "declaration"; raw: string; at: number }
  | { is: "doctype"; name: string }
  | { is: "end" | "cut" | "broken" | "crowded" };

/**
 * Cuts a text into tokens, the next one with each call. This is the lexer xmlbuilder2 parses with: its document model
 * needs ten times the time and five times the memory, and takes a document that is cut short for a whole one.
 */
export function xmlTokens(text: string): () => XmlToken {
  const lexer = new XMLStringLexer(text) as unknown as Lexer;
  const attribute = lexer.attribute.bind(lexer);
  let attributes = 0;
  // A tag comes back only when it is whole: a million attributes would take a gigabyte before anybody could refuse them.
  lexer.attribute = () => {
    if (++attributes > limits.attributes) throw new Error("too many attributes");
    return attribute();
  };
  return () => {
    const start = lexer._index;
    attributes = 0;
    try {
      const token = lexer.nextToken();
      return own(token, text.slice(start, lexer._index), start, lexer._index >= text.length);
    } catch {
      if (attributes > limits.attributes) return { is: "crowded" };
      return { is: isCut(text.slice(start), lexer._index >= text.length) ? "cut" : "broken" };
    }
  };
}

/** The lexer with what its types hide: its position, for tokens do not tell what stood between their parts; how it reads an attribute. */
interface Lexer {
  readonly _index: number;
  attribute: () => [name: string, value: string];
  nextToken(): XMLToken;
}

/** Whether a rest that is no token is the beginning of one. */
function isCut(rest: string, atEnd: boolean): boolean {
  // Without its second quote a tag swallows all that follows: the lexer's being at the end says nothing of tags.
  if (!rest.startsWith("<!") && !rest.startsWith("<?")) return isTagBeginning(rest);
  return atEnd || ["<!--", "<![CDATA[", "<!DOCTYPE"].some((opening) => opening.startsWith(rest));
}

/** No `<` again, and no `>` but in quotes. */
function isTagBeginning(rest: string): boolean {
  let quote = "";
  for (let at = 1; at < rest.length; at++) {
    const character = rest.charAt(at);
    if (character === "<" || (character === ">" && quote === "")) return false;
    if (quote === "" && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = "";
  }
  return true;
}

function own(token: XMLToken, raw: string, at: number, last: boolean): XmlToken {
  switch (token.type) {
    case TokenType.EOF:
      return { is: "end" };
    case TokenType.Element: {
      const { name, attributes, selfClosing } = token as ElementToken;
      return { is: "open", raw, name, attributes, selfClosing };
    }
    case TokenType.ClosingTag:
      return { is: "close", raw, name: (token as ClosingTagToken).name };
    case TokenType.Text:
      return { is: "text", data: (token as TextToken).data, last };
    case TokenType.CDATA:
      return { is: "cdata", data: (token as CDATAToken).data };
    case TokenType.Comment:
      return { is: "comment", data: (token as CommentToken).data };
    case TokenType.PI:
      return { is: "instruction", target: (token as PIToken).target };
    case TokenType.Declaration:
      return { is: "declaration", raw, at };
    case TokenType.DocType:
      return { is: "doctype", name: (token as DocTypeToken).name };
  }
}
