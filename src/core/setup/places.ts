/** Where everything of an installation lies on a controller. */
export const configFile = "/etc/atvm-run-watcher/config.json";
export const credentialsDir = "/etc/atvm-run-watcher/credentials";
export const pathDropIn = "/etc/systemd/system/atvm-run-watcher.path.d/50-setup.conf";
export const serviceDropIn = "/etc/systemd/system/atvm-run-watcher.service.d/50-setup.conf";

export const units = {
  path: "atvm-run-watcher.path",
  timer: "atvm-run-watcher.timer",
  service: "atvm-run-watcher.service",
} as const;

/** What the service and every shell start, and the program behind it. */
export const launcher = "/usr/bin/atvm-run-watcher";
export const installedProgram = "/usr/lib/atvm-run-watcher/current/atvm-run-watcher.cjs";
