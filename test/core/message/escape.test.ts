import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { asSeen, code, keptByServer, plain } from "../../../src/core/message/escape.ts";
import { clean, oneLine } from "../../../src/core/text.ts";
import { hostileText } from "./hostile.ts";
import { effectsOf, spansOf, storedByServer } from "./markdown.ts";

/** In what is expected, `¦` stands for the zero-width space. */
const plainRows: readonly (readonly [title: string, text: string, written: string])[] = [
  ["ordinary words stay as they are", "Login shows an error, twice (2 of 3)!", "Login shows an error, twice (2 of 3)!"],
  ["a mention is parted after its sign", "ask @all or a@b.c", "ask @¦all or a@¦b.c"],
  ["a heading and a hashtag are parted after the sign", "# fix #tag", "#¦ fix #¦tag"],
  ["a channel link is escaped and parted", "~town", "\\~¦town"],
  ["emoji short codes and faces are parted", ":x: ;) x-d <3", ":¦x: ;¦) x-¦d &lt;¦3"],
  ["a colon before a space is no emoji", "Error: boom", "Error: boom"],
  ["a link loses its brackets and its scheme", "[a](http://b)", "\\[a\\](http:¦//b)"],
  ["an image loses its brackets", "![a](b)", "!\\[a\\](b)"],
  ["www is parted before its dot", "www.a.b www2.c", "www¦.a.b www2¦.c"],
  ["a bare domain before a slash is parted", "example.com/x", "example.¦com/x"],
  ["bold, italic and code are escaped", "*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"],
  ["strike-through is escaped", "~~a~~", "\\~¦\\~¦a\\~¦\\~¦"],
  ["a table row is escaped", "| a | b |", "\\| a \\| b \\|"],
  ["a formula is spelled out", "$x$", "&#36;x&#36;"],
  ["HTML and links in the manner of Slack are spelled out", "<a|b>", "&lt;¦a\\|b&gt;"],
  ["an entity shows as it was written", "&lt;", "&amp;lt;¦"],
  ["a backslash is doubled only where no letter follows", "C:\\temp\\*", "C:¦\\temp\\\\\\*"],
  ["a list item is no list", "- a", "¦- a"],
  ["a numbered item is no list", "12. a", "¦12. a"],
  ["an underline is none", "===", "¦==="],
  ["a quote is none", "> a", "&gt; a"],
  ["line breaks of any kind are spaces", "a\nb\r\nc\u2028d\u2424e", "a b c d e"],
  ["control, terminal and direction characters are gone", "\u001b[31ma\u001b[0m\0\u202eb", "ab"],
];

describe("plain text", () => {
  for (const [title, text, written] of plainRows) {
    test(title, () => {
      assert.equal(plain(text), written.replaceAll("¦", "\u200b"));
    });
  }

  test("nothing in it has any effect, whatever it holds", () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        const { outside, code: spans } = spansOf(plain(text));
        assert.deepEqual(spans, []);
        assert.deepEqual(effectsOf(outside), []);
      }),
    );
  });

  test("a person sees exactly what was written, on one line", () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        assert.equal(asSeen(plain(text)), oneLine(text));
      }),
    );
  });
});

const codeRows: readonly (readonly [title: string, text: string, written: string])[] = [
  ["a plain name stands between backticks", "nightly-linux", "`nightly-linux`"],
  ["Markdown, mentions and angle brackets are left alone", "@all_*x* <b> :x:", "`@all_*x* <b> :x:`"],
  ["a backtick within asks for another fence", "a`b", "``a`b``"],
  ["the fence is a run that the name does not hold", "a`b``c", "```a`b``c```"],
  ["a backtick at the edge is set off by spaces", "`a", "`` `a ``"],
  ["spaces at both ends are kept by one more each", " a ", "`  a  `"],
  ["a space at one end needs nothing", " a", "` a`"],
  ["a line break becomes a space", "a\nb", "`a b`"],
  ["nothing visible is shown as a question mark", "\u202e \0", "`?`"],
];

describe("a code span", () => {
  for (const [title, text, written] of codeRows) {
    test(title, () => {
      assert.equal(code(text), written);
    });
  }

  test("holds the whole name and ends where the name ends, whatever stands around it", () => {
    fc.assert(
      fc.property(hostileText(), hostileText(), (name, other) => {
        const shown = clean(name).trim() === "" ? "?" : clean(name);
        const { outside, code: spans } = spansOf(`${plain(other)} ${code(name)} ${plain(other)}`);
        assert.deepEqual(spans, [shown]);
        assert.deepEqual(effectsOf(outside), []);
      }),
    );
  });

  test("is not touched by what shows a text as seen", () => {
    assert.equal(asSeen(`\\*a\\* ${code("\\*b\\* &lt;")} &lt;`), "*a* `\\*b\\* &lt;` <");
  });
});

describe("a text as the server keeps it", () => {
  const rows: readonly (readonly [title: string, text: string, kept: string])[] = [
    ["an angle bracket alone stays", "`List<String>` `3 < 5`", "`List<String>` `3 < 5`"],
    ["a link in the manner of Slack gets a look-alike", "`Array<string|number>`", "`Array‹string|number>`"],
    ["so does one that two names make together", "`a<b` `c|d>e`", "`a‹b` `c|d>e`"],
    ["one over two lines is none", "`a<b`\n`c|d>e`", "`a<b`\n`c|d>e`"],
    ["an announcement gets a look-alike", "`<!channel>`", "`‹!channel>`"],
    ["brackets within brackets get them too", "`<a<b|c>`", "`‹a‹b|c>`"],
  ];
  for (const [title, text, kept] of rows) {
    test(title, () => {
      assert.equal(keptByServer(text), kept);
    });
  }

  test("is stored without a change, whatever it holds", () => {
    fc.assert(
      fc.property(hostileText(30), (text) => {
        assert.equal(storedByServer(keptByServer(text)), keptByServer(text));
      }),
    );
  });
});
