import { cancelCommand } from "./cancel.ts";
import type { AnyCommand } from "./command.ts";
import { doctorCommand } from "./doctor.ts";
import { explainCommand } from "./explain.ts";
import { inspectCommand } from "./inspect.ts";
import { previewCommand } from "./preview.ts";
import { layoutCommand } from "./layout.ts";
import { reconcileCommand } from "./reconcile.ts";
import { resetCommand } from "./reset.ts";
import { resolveCommand } from "./resolve.ts";
import { setupCommand } from "./setup.ts";
import { startCommand } from "./start.ts";
import { statusCommand } from "./status.ts";

/** Every command, in the order `--help` lists them. */
export const commands: readonly AnyCommand[] = [
  startCommand,
  reconcileCommand,
  statusCommand,
  explainCommand,
  cancelCommand,
  resetCommand,
  resolveCommand,
  previewCommand,
  inspectCommand,
  layoutCommand,
  setupCommand,
  doctorCommand,
];
