import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { reportCounts } from "../../src/core/reports/report.ts";
import { readReportBytes } from "../../src/sources/reportbytes.ts";
import { campaign, told } from "./campaign.ts";
import { corpus } from "./corpus.ts";
import { tellsOfFailure } from "./judge.ts";
import { run } from "./run.ts";
import { watch } from "./watch.ts";

describe("fuzzing", () => {
  for (const { name, kind, bytes, red, whole } of corpus) {
    test(`begins with ${name} as it really is`, () => {
      const reading = readReportBytes(bytes, kind);
      assert.equal(reading.final, whole);
      if (reading.final) assert.equal(reportCounts(reading).failed > 0, red);
    });
  }

  test("finds nothing wrong, and reaches every mutation and outcome", (t) => {
    const { outcomes, mutations, broken } = campaign(1, 4_000);
    assert.deepEqual(broken.map(told), []);
    t.diagnostic(JSON.stringify(outcomes));
    const finals = ["passed", "failed", "empty"];
    const refusals = ["cut", "trailing", "ill-formed", "control-characters", "not-a-report", "limit"];
    for (const outcome of [...finals, ...refusals]) assert.ok((outcomes[outcome] ?? 0) > 10, outcome);
    assert.equal(Object.keys(mutations).length, 44);
    for (const [name, times] of Object.entries(mutations)) assert.ok(times > 50, name);
  });

  test("makes the same again of the same seed", () => {
    for (const seed of [1, 2, 3, 4, 5]) assert.deepEqual(run(seed), run(seed));
    assert.notDeepEqual(run(1).bytes, run(2).bytes);
  });
});

const judged: readonly [title: string, kind: "junit" | "mochawesome", text: string, tells: boolean][] = [
  ["a failure", "junit", "<a><failure/></a>", true],
  ["an error with a prefix, in text that is no XML", "junit", "<j:error message=", true],
  [
    "a failure out of step with UTF-16",
    "junit",
    `<a>${Buffer.from("\0<failure/>\0", "utf16le").swap16().toString("utf16le")}</a>`,
    false,
  ],
  ["a failure in a comment", "junit", "<a><!-- <failure/> --></a>", false],
  ["a failure in character data", "junit", "<a><![CDATA[<failure/>]]></a>", false],
  ["a flaky failure", "junit", "<flakyFailure/><failures/>", false],
  ["a test marked failed", "mochawesome", `{"fail" : true`, true],
  ["a test of that state", "mochawesome", `{"state":"failed"`, true],
  ["a title that looks like a mark", "mochawesome", JSON.stringify({ title: `"fail": true` }), false],
  ["stats that count a failure", "mochawesome", `{"stats":{"failures":0,"other":1}}`, true],
  ["green stats of -1 and 1", "mochawesome", `{"stats":{"failures":-1,"other":1}}`, false],
];

describe("the judge of fuzzing", () => {
  for (const [title, kind, text, tells] of judged) {
    test(`${tells ? "sees" : "sees no failure in"} ${title}`, () => {
      for (const bytes of [Buffer.from(text), Buffer.from(text, "utf16le"), Buffer.from(text, "utf16le").swap16()]) {
        assert.equal(tellsOfFailure(bytes, kind), tells);
      }
    });
  }
});

describe("the watch over fuzzing", () => {
  const watched = (code: string, patience: number): ReturnType<typeof watch> =>
    watch(
      new URL(`data:text/javascript,${encodeURIComponent(code)}`),
      { first: 7, runs: 1 },
      patience,
      () => undefined,
    );

  test("ends a reader that hangs, and tells its seed", async () => {
    assert.deepEqual(await watched("for (;;);", 200), { seed: 7, why: "no end after 0.2 s" });
  });

  test("tells the seed at which a reader takes too much memory", async () => {
    const stuck = await watched("const all = []; for (;;) all.push(new Array(10_000).fill(1.5));", 60_000);
    assert.equal(stuck?.seed, 7);
    assert.match(stuck.why, /memory/);
  });

  test("tells of a worker that is through", async () => {
    assert.equal(await watched("", 60_000), null);
  });
});
