export type Json = Readonly<Record<string, unknown>>;

/** A report as mochawesome writes it, with these results and stats. */
export function report(results: readonly unknown[], stats: Json): Json {
  return { stats, results, meta: {} };
}

/** A suite of one, empty but for these parts. */
export function suite(parts: Json): Json {
  return { title: "s", file: "", fullFile: "", beforeHooks: [], afterHooks: [], tests: [], suites: [], ...parts };
}
