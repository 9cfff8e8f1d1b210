/** Longer texts become several posts (measured on 7.6 and 11.2); in Unicode code points. */
const maxPostLength = 16_383;

/** The messages a server makes of one webhook text: rewritten, then cut into posts. */
export function messagesOf(text: string): readonly string[] {
  const characters = Array.from(rewrite(text));
  const messages: string[] = [];
  for (let start = 0; start < characters.length; start += maxPostLength) {
    messages.push(characters.slice(start, start + maxPostLength).join(""));
  }
  return messages.length === 0 ? [""] : messages;
}

/** `<link|text>` becomes Markdown and `<!channel>` a mention, inside code blocks too. */
function rewrite(text: string): string {
  return text.replace(/<!(channel|here|all)>/g, "@$1").replace(/<([^\n<|>]+)\|([^\n>]+)>/g, "[$2]($1)");
}
