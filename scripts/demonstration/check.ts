import type { BuildJson } from "../../src/commands/status-json.ts";
import { expected } from "./asked.ts";
import type { Expected } from "./asked.ts";

/** What is wrong with the messages, as a person reads them, and with the builds; in sentences. */
export function faultsOf(messages: readonly string[], builds: readonly BuildJson[]): readonly string[] {
  return [
    ...expected.flatMap((run) => faultsOfRun(run, messages)),
    ...messages.filter((message) => !expected.some(({ run }) => isAbout(run, message))).map(unexpected),
    ...orderFaults(messages),
    ...builds.filter(({ needsReview }) => needsReview).map(({ build }) => `status says that ${build} needs review`),
  ];
}

function faultsOfRun({ run, state, says }: Expected, messages: readonly string[]): readonly string[] {
  const [message, ...more] = messages.filter((text) => isAbout(run, text));
  if (message === undefined) return [`no message about ${run} came`];
  if (more.length > 0) return [`${more.length + 1} messages about ${run} came, not one`];
  return [state, ...says]
    .filter((words) => !message.includes(words))
    .map((words) => `the message about ${run} does not say ${JSON.stringify(words)}`);
}

function orderFaults(messages: readonly string[]): readonly string[] {
  const at = (run: string): number => messages.findIndex((message) => isAbout(run, message));
  return at("nightly-linux") <= at("nightly-windows") ? [] : ["nightly-windows was told before nightly-linux"];
}

/** A message names its run in its first line. */
function isAbout(run: string, message: string): boolean {
  return message.split("\n", 1).some((line) => line.includes(` \`${run}\` `));
}

function unexpected(message: string): string {
  return `a message came that nobody expected: ${message.split("\n", 1).join()}`;
}
