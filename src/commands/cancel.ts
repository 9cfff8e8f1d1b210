import * as z from "zod";
import { exitStatus, Fault } from "../core/faults.ts";
import { deliveryOf } from "../core/post/ledger.ts";
import { quoted } from "../core/names.ts";
import type { StoredScope } from "../core/ports.ts";
import { keyOf } from "../pass/records.ts";
import { postable } from "../pass/post.ts";
import { findTarget, sameTarget, type Target } from "../pass/target.ts";
import { nameArgument, parseArguments, textArgument } from "./arguments.ts";
import type { Command } from "./command.ts";

const schema = z.object({ build: textArgument, group: nameArgument.optional(), reason: textArgument.optional() });

export const cancelCommand: Command = {
  command: "cancel <build>",
  describe: "Mark a build or a group as cancelled: it is not posted",
  options: (argv) =>
    argv
      .positional("build", { type: "string", describe: "a build name, or a run name as seen in files" })
      .option("group", { type: "string", requiresArg: true, describe: "only this group" })
      .option("reason", { type: "string", requiresArg: true, describe: "why, for the log and for explain" })
      .epilogue("This does not stop the run itself."),
  async run(app, argv) {
    const { build, group, reason } = parseArguments(schema, argv);
    const target = await findTarget(app, build, group ?? null);
    refuseTooLate(target);
    const scope = target.subRun ?? target.stored.own;
    const key = keyOf(target.stored, scope.memory);
    const marked = await app.ports.store.writeCancel(key, { at: app.ports.clock.now().at, reason: reason ?? null });
    // A pass looks for the mark once it has claimed a try, so one of the two always sees the other.
    const after = await sameTarget(app, target);
    refuseTooLate(after);
    await app.runtime.ringDoorbell();
    const what = key.group === null ? quoted(key.build) : `group ${quoted(key.group)} of ${quoted(key.build)}`;
    app.out.line(
      `${what} ${marked ? "is" : "was already"} marked as cancelled and will not be posted${exceptions(after)}; the run itself was not stopped`,
    );
    return exitStatus.done;
  },
};

/** The groups of a build whose messages are under way already, or in the channel. */
function exceptions(target: Target): string {
  const late = dueOf(target).filter((scope) => !isStoppable(scope));
  const groups = late.map(({ memory }) => quoted(memory.group ?? ""));
  if (groups.length === 0) return "";
  return `, but for what is posted or may have been: group${groups.length === 1 ? "" : "s"} ${groups.join(", ")}`;
}

/** What is posted, being sent or in doubt cannot be stopped any more, and what is never posted need not be. */
function refuseTooLate(target: Target): void {
  const { stored, subRun } = target;
  const due = dueOf(target);
  const { closed } = (subRun ?? stored.own).memory;
  if (closed === null || due.some(isStoppable)) return;
  const name = quoted(stored.build);
  if (due.length > 0)
    throw new Fault(
      exitStatus.refused,
      "too-late",
      `it is too late: the message of ${name} is posted, or may have been`,
    );
  if (closed.state === "CANCELLED") return;
  throw new Fault(
    exitStatus.refused,
    "already-closed",
    `${name} is closed as ${closed.state} already and is never posted`,
  );
}

function dueOf({ stored, subRun }: Target): readonly StoredScope[] {
  return postable(stored).filter(({ memory }) => subRun === null || memory.group === subRun.memory.group);
}

function isStoppable({ delivery }: StoredScope): boolean {
  const { phase } = deliveryOf(delivery, () => null);
  return phase === "none" || phase === "waiting";
}
