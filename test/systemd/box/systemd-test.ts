import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { bootBox, type Box, type BoxOptions } from "./box.ts";
import { boxMissing } from "./missing.ts";

/**
 * A test that needs a real systemd. Where none can be booted it fails under CI, and elsewhere is reported as skipped; either
 * with the sentence that names what is missing. `scripts/test` repeats what was skipped in its summary.
 */
export function systemdTest(
  name: string,
  body: (context: TestContext) => Promise<void>,
  whatIsMissing: () => string | undefined = boxMissing,
): void {
  test(name, async (context) => {
    const missing = whatIsMissing();
    if (missing === undefined) return body(context);
    if (process.env["CI"] !== undefined) assert.fail(missing);
    context.skip(missing);
  });
}

/** A box for one test, gone with it. */
export async function boxFor(context: TestContext, options: BoxOptions = {}): Promise<Box> {
  const box = await bootBox(options);
  context.after(() => box.end());
  return box;
}
