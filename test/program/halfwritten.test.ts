import assert from "node:assert/strict";
import { test } from "node:test";
import { green, junit, mochawesome } from "./artifacts.ts";
import { pass, untilPosts, untilSettled } from "./passes.ts";
import { explain } from "./reads.ts";
import { makeRig } from "./rig.ts";
import { finishedLog } from "./scenes.ts";

/** A process found by its name leaves an hour of silence for what is still being written. */
const patient = { policy: { quiet: "1h" } };

const whole = { xml: junit(green), json: mochawesome(green) };

for (const [what, path, half] of [
  ["a JUnit report cut in the middle", "xml/BUILD/alpha.xml", whole.xml.slice(0, -20)],
  ["a mochawesome report of zero bytes", "mochawesome/BUILD/alpha.json", ""],
  ["a mochawesome report cut in the middle", "mochawesome/BUILD/alpha.json", whole.json.slice(0, -20)],
] as const) {
  test(`${what} ends nothing; the run is posted once it is whole`, async (context) => {
    const rig = await makeRig(context, patient);
    const file = path.replace("BUILD", rig.build);
    const runner = await rig.runner("--build", rig.build);
    await rig.ok("start", rig.build, "--machines", "alpha,beta");
    await pass(rig);
    rig.report(`xml/${rig.build}/beta.xml`, junit(green));
    rig.report(file, half);
    rig.report(`logs/${rig.build}.log`, finishedLog);
    await runner.kill();
    await untilSettled(rig);
    const said = await explain(rig);
    assert.ok(
      said.startsWith(`${rig.build}: RUNNING`) && said.includes(`alpha is not done: ${file} is not complete`),
      said,
    );
    assert.equal(rig.receiver.requests.length, 0);
    rig.report(file, file.endsWith("xml") ? whole.xml : whole.json);
    await untilPosts(rig, 1);
    await pass(rig);
    assert.equal(rig.receiver.posts.length, 1);
    assert.match(rig.receiver.posts[0]?.text ?? "", /^✅ COMPLETED .* 2 machines passed · 4 tests/);
  });
}
