import english from "zod/v4/locales/en.js";

/**
 * How schemas are applied. Interpreted, since to compile one takes longer than all that a pass parses with it; and with
 * messages in English, of which zod/mini has none of its own.
 */
export const parsing = { jitless: true, error: english().localeError } as const;
