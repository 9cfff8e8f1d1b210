import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { limits } from "../../src/sources/limits.ts";
import { scanXml } from "../../src/sources/xmlscan.ts";

const crowded = (attributes: number): string =>
  `<a${Array.from({ length: attributes }, (_, index) => ` b${index}=""`).join("")}/>`;
const nested = (depth: number): string => `${"<a>".repeat(depth)}${"</a>".repeat(depth)}`;

const whole: readonly [title: string, text: string][] = [
  ["one empty element", "<a/>"],
  [
    "a declaration, comments and instructions around the root",
    `<?xml version="1.0"?><!-- b --><?c d?><a/><!-- e -->\n`,
  ],
  ["a style sheet instruction", `<?xml version="1.0" encoding="utf-8"?><?xml-stylesheet href="b"?><a></a>`],
  ["references to characters and the five entities", `<a b="&lt;&#10;&#x1F648;">&amp;&quot;&apos;&gt;</a>`],
  ["references to control characters, which XML 1.0 forbids and mocha writes", `<a b="&#27;[31m">&#x7;&#xFFFE;</a>`],
  ["loose spaces within tags", `<a  b = 'c'\n\td="e" ></a >`],
  ["markup within character data and a comment", `<a><![CDATA[<b> & ]] ]]><!-- <c> & - --></a>`],
  ["a raw > in text and in an attribute", `<a b=">">></a>`],
  ["the declaration of XML 1.1", `<?xml version="1.1"?><a/>`],
  ["as many attributes as there may be", crowded(limits.attributes)],
  ["names in another script and with a prefix", `<p:a ü-1.x="y" xmlns:p="q"><größe/></p:a>`],
  ["the deepest nesting allowed", nested(limits.depth)],
];

const faulty: readonly [title: string, why: string, text: string][] = [
  ["a root that is never closed", "cut", "<a><b></b>"],
  ["a declaration and nothing else", "cut", `<?xml version="1.0"?>\n`],
  ["an opening of a comment at the end", "cut", "<a><!-"],
  ["a second root", "trailing", "<a/><a/>"],
  ["text after the root", "trailing", "<a/> done"],
  ["a stray closing tag after the root", "trailing", "<a></a></a>"],
  ["the rest of an older, longer file", "trailing", `<a></a>lder="1"/></a>`],
  ["a document type after the root", "trailing", "<a/><!DOCTYPE a>"],
  ["plain text", "not-a-report", "Error: ENOENT & more"],
  ["another root", "not-a-report", "<html><body>"],
  ["the document type of another root", "not-a-report", "<!DOCTYPE html><html></html>"],
  ["a document type", "limit", `<!DOCTYPE a SYSTEM "http://localhost/a.dtd"><a/>`],
  ["entities that would expand", "limit", `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`],
  ["too deep a nesting", "limit", nested(limits.depth + 1)],
  ["a nesting deep enough to exhaust a stack", "limit", nested(200_000)],
  ["too many attributes in one tag", "limit", crowded(limits.attributes + 1)],
  ["a tag of a million attributes that is cut", "limit", `<a${' b=""'.repeat(1_000_000)}`],
  ["an element's name of megabytes", "limit", `<a><${"b".repeat(4_000_000)}/></a>`],
  ["an attribute's name of megabytes", "limit", `<a ${"b".repeat(4_000_000)}="c"/>`],
  ["an instruction's name of megabytes", "limit", `<a><?${"b".repeat(4_000_000)} c?></a>`],
  ["tags that cross", "ill-formed", "<a><b></a></b>"],
  ["a raw &", "ill-formed", "<a>b & c</a>"],
  ["an unknown entity", "ill-formed", "<a>&nbsp;</a>"],
  ["a raw & in an attribute", "ill-formed", `<a b="c&d"/>`],
  ["a raw < in an attribute", "ill-formed", `<a b="<"/>`],
  ["an attribute given twice", "ill-formed", `<a b="1" c="2" b="3"/>`],
  ["no space between attributes", "ill-formed", `<a b="1"c="2"/>`],
  ["no space before the first attribute", "ill-formed", `<a/b="1"/><!-- "/> -->`],
  ["a value without quotes", "ill-formed", "<a b=c></a>"],
  ["a value without its second quote", "ill-formed", `<a b="c></a>`],
  ["an attribute without a value", "ill-formed", "<a b></a>"],
  ["a space before a name", "ill-formed", "< a></a>"],
  ["a space before a closing name", "ill-formed", "<a></ a>"],
  ["a name that begins with a digit", "ill-formed", "<a><1/></a>"],
  ["a name with two prefixes", "ill-formed", "<a><b:c:d/></a>"],
  ["a name with an empty prefix", "ill-formed", "<a><:b/></a>"],
  ["an attribute's name with a quote", "ill-formed", `<a b'="c"></a>`],
  ["a reference to NUL", "ill-formed", "<a>&#0;</a>"],
  ["a reference to a surrogate", "ill-formed", "<a>&#xD800;</a>"],
  ["a reference beyond Unicode", "ill-formed", "<a>&#x110000;</a>"],
  ["the end of character data in text", "ill-formed", "<a>]]></a>"],
  ["character data before the root", "ill-formed", "<![CDATA[b]]><a/>"],
  ["a double hyphen in a comment", "ill-formed", "<a><!-- b -- c --></a>"],
  ["a comment that ends with three hyphens", "ill-formed", "<a><!-- b ---></a>"],
  ["an instruction without a name", "ill-formed", "<a><? b?></a>"],
  ["a declaration behind white space", "ill-formed", ` <?xml version="1.0"?><a/>`],
  ["a declaration without a version", "ill-formed", `<?xml encoding="utf-8"?><a/>`],
  ["a declaration in the wrong case", "ill-formed", `<?XML version="1.0"?><a/>`],
  ["a document type that is none", "ill-formed", "<!DOCTYPE a b><a/>"],
  ["markup that is none", "ill-formed", "<a><!b></a>"],
  ["raw control characters", "control-characters", "<a>\u0007</a>"],
  ["a raw U+FFFE in an attribute", "control-characters", `<a b="\ufffe"/>`],
];

describe("a scan of XML", () => {
  for (const [title, text] of whole) {
    it(`takes ${title} for whole`, () => assert.equal(scan(text).fault, undefined));
  }

  for (const [title, why, text] of faulty) {
    it(`calls ${title} ${why}`, () => assert.equal(scan(text).fault?.why, why));
  }

  it("hands on elements and character data in order, with local names", () => {
    const { events } = scan(`<p:a b="&lt;"> c<d/><![CDATA[&]]></p:a>`);
    assert.deepEqual(events, ["open a b=&lt;", "text  c", "open d", "close", "cdata &", "close"]);
  });

  it("has handed on what came before a fault", () => {
    assert.deepEqual(scan("<a><b/><c").events, ["open a", "open b", "close"]);
  });
});

function scan(text: string): { readonly fault: ReturnType<typeof scanXml>; readonly events: readonly string[] } {
  const events: string[] = [];
  const fault = scanXml(text, ["a"], {
    open: (name, attributes) => events.push(["open", name, ...attributes.map((pair) => pair.join("="))].join(" ")),
    text: (data, is) => events.push(`${is} ${data}`),
    close: () => events.push("close"),
  });
  return { fault, events };
}
