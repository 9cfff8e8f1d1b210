import { keptByServer } from "./escape.ts";
import { Fault, exitStatus } from "../faults.ts";
import type { MessageFacts } from "./message-facts.ts";
import { linesOf, type Line, type LineBounds } from "./message-lines.ts";
import { lists, placeholders, wordsOf, type ListName, type Placeholder } from "./message-words.ts";
import type { PostBody } from "../mattermostports.ts";
import { parseTemplate, render, type Template } from "./template.ts";
import { codePoints } from "../text.ts";

/** The wording of a post: its text, and the card that opens in the side panel. */
export interface Templates {
  readonly message: Template<Placeholder>;
  readonly card: Template<Placeholder>;
}

interface Bounds extends LineBounds {
  /** Code points of the whole. */
  readonly points: number;
}

/** Longer texts some databases cannot hold in one post; a post of more than some 25 lines is shown collapsed. */
const textBounds: Bounds = { points: 4_000, lines: 12, error: 160 };
const cardBounds: Bounds = { points: 8_000, lines: 100, error: 400 };

/** What one list may take of the room that is left, so that the lists after it get theirs. */
const shares: Readonly<Record<ListName, number>> = {
  reasons: 0.3,
  failedMachines: 0.5,
  allMachines: 0.6,
  failingTests: 1,
};

/** Reads the two templates. Throws a `Fault` that names the file and what is wrong in it. */
export function parseTemplates(sources: Readonly<Record<keyof Templates, string>>): Templates {
  return { message: parsed("message.md", sources.message), card: parsed("card.md", sources.card) };
}

/** The post about one scope. Whatever the facts hold, Mattermost can only make one post of it, and it pings nobody. */
export function composeMessage(facts: MessageFacts, templates: Templates): PostBody {
  return {
    text: keptByServer(filled(templates.message, facts, textBounds)),
    ...(facts.channel === null ? {} : { channel: facts.channel }),
    props: { atvm_delivery_id: facts.deliveryId, card: filled(templates.card, facts, cardBounds) },
  };
}

function parsed(file: string, source: string): Template<Placeholder> {
  const template = parseTemplate(source, placeholders);
  if (template.ok) return template.value;
  throw new Fault(exitStatus.configuration, "template", `templates/${file}: ${template.fault}`);
}

/**
 * Words first: they are short. What room they leave, the lists share in their order. A counter needs no room of its
 * own: the placeholders of list and counter, which the template's size counts, are longer.
 */
function filled(template: Template<Placeholder>, facts: MessageFacts, bounds: Bounds): string {
  const values = wordsOf(facts);
  let room = bounds.points - template.size;
  for (const name of template.names) room -= codePoints(values[name]);
  for (const name of lists.filter((list) => template.names.has(list))) {
    const { lines, total } = linesOf(name, facts, bounds);
    const kept = fitting(lines, room * shares[name]);
    const told = kept.reduce((sum, line) => sum + line.tells, 0);
    values[name] = kept.map(({ text }) => text).join("\n");
    values[`${name}Shown`] = told < total ? `${told} of ${total}` : "";
    room -= codePoints(values[name]);
  }
  return render(template, values);
}

function fitting(lines: readonly Line[], room: number): readonly Line[] {
  const kept: Line[] = [];
  let left = room;
  for (const line of lines) {
    left -= codePoints(line.text) + 1;
    if (left < 0) break;
    kept.push(line);
  }
  return kept;
}
