import path from "node:path";

/** The temporary folder of the whole test run. The global set-up makes it and removes it. */
export const runFolder = path.dirname(process.env.LYNC_RECORD_REQUESTS ?? "");
