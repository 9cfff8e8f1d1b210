import { maxMessageLength } from "../core/reports/report.ts";

/** So much of an encoded text holds the end that is shown of it, whatever references it is made of. */
const kept = 16 * maxMessageLength;

/** The end of a text that comes in pieces, of which millions may come. */
export interface TextTail {
  pieces: string[];
  length: number;
}

export function addPiece(tail: TextTail, piece: string): void {
  if (piece === "") return;
  tail.pieces.push(piece);
  tail.length += piece.length;
  if (tail.length < 8 * kept) return;
  const end = endOfText(tail.pieces.join(""));
  tail.pieces = [end];
  tail.length = end.length;
}

export function tailText({ pieces }: TextTail): string {
  return pieces.join("");
}

/** As much of a long text's end as can matter: to resolve references in all of it would take gigabytes. */
export function endOfText(text: string): string {
  return text.length <= kept ? text : text.slice(-kept);
}
