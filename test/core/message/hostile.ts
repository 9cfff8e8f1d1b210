import fc from "fast-check";

const morsels = [
  ..."@all|@channel|@here|#tag|# |~town|:x:|;)|<3|x-d|http://a.b|www.a|www1.x|mailto:a@b.c|abc:d|tel:1".split("|"),
  ..."foo.co/|example.com/x|<!channel>|<!here>|![i](x)|[l](http://x)|<img src=x>|<!--|-->|&lt;|&#64;|$".split("|"),
  ..."` `` ``` * ** _ __ ~~ \\ \\\\ $x$ < > | & --- === + 1. 23) ( ) [ ] ! . : ; =".split(" "),
  ..."<a|b>,|,\n,\r\n,\t,\0,\u001b[31m,\u202e,\u2424,\u2028,\u00a0, ,  ,    ,- ,\ud800,e\u0301,😀,\u200b,\u200d,a,Z,9,é".split(
    ",",
  ),
];

/** Texts that try to be anything but text: Markdown, mentions, links, emoji, control characters, 4-byte characters. */
export function hostileText(maxParts = 14): fc.Arbitrary<string> {
  const part = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...morsels) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
  );
  return fc.array(part, { maxLength: maxParts }).map((parts) => parts.join(""));
}
