import { register } from "tsx/esm/api";

// `--import tsx` does not reach into a thread.
register();
await import("./worker.ts");
