import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { reportUrl } from "../../../src/core/message/report-url.ts";
import { hostileText } from "./hostile.ts";

const names = { build: "nightly", group: "linux", run: "nightly-linux" };

test("the names stand where the URL asks for them", () => {
  const template = "https://ci.example:8443/r/{build}/{group}?run={run}#top";
  assert.equal(reportUrl(template, names), "https://ci.example:8443/r/nightly/linux?run=nightly-linux#top");
});

test("a run that is no group leaves its place empty", () => {
  assert.equal(
    reportUrl("https://ci.example/{run}{group}", { ...names, group: null }),
    "https://ci.example/nightly-linux",
  );
});

test("names are encoded, and so is what would end the link or mention somebody", () => {
  const run = "a b/(c)@all {build} é";
  assert.equal(
    reportUrl("https://ci.example/@x(y)/{run}", { ...names, run }),
    "https://ci.example/%40x%28y%29/a%20b%2F%28c%29%40all%20%7Bbuild%7D%20%C3%A9",
  );
});

test("credentials in the URL do not go out", () => {
  assert.equal(reportUrl("https://me:secret@ci.example/{run}", names), "https://ci.example/nightly-linux");
});

test("names that make no usable URL make none", () => {
  assert.equal(reportUrl("https://{run}.example/", { ...names, run: "a b" }), null);
  assert.equal(reportUrl("https://ci.example/{run}", { ...names, run: "é".repeat(200) }), null);
});

test("whatever the names hold, the URL is one word that no reader of Markdown takes apart", () => {
  fc.assert(
    fc.property(hostileText(), (run) => {
      assert.match(reportUrl("https://ci.example/{run}", { ...names, run }) ?? "", /^[\w\-.~:/?#&=+%,;]+$/);
    }),
  );
});
