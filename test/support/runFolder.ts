import path from "node:path";

/** The temporary folder of the whole test run, which its global set-up makes and removes. */
export const runFolder = path.dirname(process.env.LYNC_RECORD_REQUESTS ?? "");
