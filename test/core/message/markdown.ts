/** What Markdown readers see in one line: its code spans, and what stands outside them with the escapes still in. */
export function spansOf(line: string): { readonly outside: string; readonly code: readonly string[] } {
  let outside = "";
  const code: string[] = [];
  let at = 0;
  while (at < line.length) {
    const escape = /^\\[!-/:-@[-`{-~]/.exec(line.slice(at))?.[0];
    const fence = escape === undefined ? /^`+/.exec(line.slice(at))?.[0] : undefined;
    const close = fence === undefined ? -1 : closing(line, at + fence.length, fence.length);
    if (fence !== undefined && close !== -1) {
      code.push(content(line.slice(at + fence.length, close)));
      outside += "\u{1f9f1}";
      at = close + fence.length;
    } else {
      const taken = escape ?? fence ?? line.charAt(at);
      outside += taken;
      at += taken.length;
    }
  }
  return { outside, code };
}

/** What in plain text would make a client or the server of Mattermost do something; each by its name. */
export function effectsOf(outside: string): readonly string[] {
  const unescaped = outside.replace(/\\[!-/:-@[-`{-~]/g, "\u{1f9f1}");
  return Object.entries(effects)
    .filter(([, pattern]) => pattern.test(unescaped))
    .map(([name]) => name);
}

/** A message as incoming webhooks store it. */
export function storedByServer(text: string): string {
  return text.replace(/<([^\n<|>]+)\|([^\n>]+)>/g, "[$2]($1)").replace(/<!(channel|here|all)>/g, "@$1");
}

const effects: Readonly<Record<string, RegExp>> = {
  mention: /@(?!\u200b)/,
  "hashtag or heading": /#(?![\u200b\d])/,
  "channel link": /~[\w.-]/,
  emoji: /[:;](?![\u200b ])(?<!&(?:lt|gt|amp|#36);)|\bx-d/i,
  "link with a scheme": /[a-z][a-z\d.+-]*:[^\s\u200b]/i,
  "link without a scheme": /www\d{0,3}\.|[\p{L}\d.-]\.\p{L}{2,4}\//iu,
  html: /[<>]/,
  formula: /\$/,
  "marker that is not escaped": /[`*_[\]|~]/,
  "list, rule or underline": /^\s*(?:[-+=]|\d+[.)])/,
  entity: /&(?!(?:lt|gt|amp|#36);)/,
  "control character": /[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029\u2424]/u,
};

function closing(line: string, from: number, length: number): number {
  const run = [...line.slice(from).matchAll(/`+/g)].find(([ticks]) => ticks.length === length);
  return run === undefined ? -1 : from + run.index;
}

function content(raw: string): string {
  return /^ .* $/u.test(raw) && raw.trim() !== "" ? raw.slice(1, -1) : raw;
}
