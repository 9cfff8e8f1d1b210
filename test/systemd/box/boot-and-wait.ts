import { setTimeout as wait } from "node:timers/promises";
import { bootBox } from "./box.ts";

/** Run by a test, which kills it: boots a box, starts something in it, prints where its network is, and does not end it. */
const box = await bootBox();
await box.start("sleep", ["infinity"]);
process.stdout.write(`${box.network}\n`);
await wait(600_000);
