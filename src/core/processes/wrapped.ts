import { wrappers } from "../defaults.ts";
import { afterOptions, programNames } from "./programs.ts";

/** How a wrapper's arguments lead up to the command it runs. */
interface Wrapper {
  /** Options whose value is the next word. */
  readonly takesValue: RegExp;
  /** Words between the options and the command. */
  readonly operands: number;
}

const plain: Wrapper = { takesValue: /(?!)/, operands: 0 };

/** From the manual pages: coreutils 9, sudo 1.9, xvfb-run of xorg 21, util-linux 2.38, docker 24. */
const grammar: Readonly<Record<string, Wrapper>> = {
  timeout: { takesValue: /^(?:-[^sk-]*[sk]|--signal|--kill-after)$/, operands: 1 },
  sudo: {
    takesValue:
      /^(?:-[^CDghpRrTtUu-]*[CDghpRrTtUu]|--(?:chdir|chroot|close-from|command-timeout|group|host|other-user|prompt|role|type|user))$/,
    operands: 0,
  },
  "xvfb-run": {
    takesValue: /^(?:-[^efnpsw-]*[efnpsw]|--(?:auth-file|error-file|server-args|server-num|wait|xauth-protocol))$/,
    operands: 0,
  },
  flock: { takesValue: /^(?:-[^wE-]*[wE]|--(?:conflict-exit-code|timeout|wait))$/, operands: 1 },
  // Of docker's many options nearly all take a value: the few that do not are listed.
  docker: {
    takesValue:
      /^(?:-[diPtT]*[^diPtT-]|--(?!(?:detach|init|interactive|no-deps|privileged|publish-all|read-only|rm|tty)$)[^=]*)$/,
    operands: 1,
  },
};

/** The command that a wrapper such as `sudo` or `timeout` runs; undefined if `words` begin with no wrapper. */
export function wrappedCommand(words: readonly string[]): readonly string[] | undefined {
  const name = programNames(words[0] ?? "").find((candidate) => wrappers.has(candidate));
  if (name === undefined) return undefined;
  const { takesValue, operands } = grammar[name] ?? plain;
  const given = name === "docker" ? afterVerb(words) : words.slice(1);
  const command = afterOptions(given, takesValue).rest.slice(operands);
  const [option = "", text = ""] = command;
  if (name === "flock" && /^(?:-c|--command)$/.test(option)) return ["sh", "-c", text];
  return withoutLead(command, isAssignment);
}

/** `NAME=value` before a command: the command's environment. */
export function isAssignment(word: string): boolean {
  return /^[A-Za-z_]\w*=/.test(word);
}

/** What is left of `words` behind those at the head that `isLead` fits. */
export function withoutLead(words: readonly string[], isLead: (word: string) => boolean): readonly string[] {
  const start = words.findIndex((word) => !isLead(word));
  return start < 0 ? [] : words.slice(start);
}

/** Of docker's commands only `run` and `exec` run a program. */
function afterVerb(words: readonly string[]): readonly string[] {
  const verb = words.findIndex((word) => word === "run" || word === "exec");
  return verb < 0 ? [] : words.slice(verb + 1);
}
