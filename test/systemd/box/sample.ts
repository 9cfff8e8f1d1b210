import { systemdTest } from "./systemd-test.ts";

/** Run by a test: what becomes of a test that needs a systemd where there is none. */
systemdTest(
  "needs a systemd",
  async () => {
    throw new Error("ran all the same");
  },
  () => "there is no systemd here",
);
