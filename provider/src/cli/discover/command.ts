import { connect } from "../../deployment/connect";
import { exitCodes, writeResult } from "../answering";
import { readConnection } from "../connection";
import { CommandFailure } from "../failure";
import { withProgress } from "../progress";
import type { DiscoverOptions } from "./declare";
import { canOwn, render } from "./format";
import { readDiscovered } from "./read";

/** Runs `pulumi-lync discover`. Returns the exit code. */
export async function discoverCommand({ format, output, owned = false, ...options }: DiscoverOptions): Promise<number> {
  if (owned && !canOwn(format)) {
    throw new CommandFailure(
      `--owned has no effect in the format "${format}". Leave it out, or use --format typescript or --format import.`,
    );
  }
  const { text, unplaced } = await withProgress(async (say) => {
    const { config } = await readConnection(options);
    const deployment = connect(config);
    try {
      const discovered = await readDiscovered(deployment, say);
      return await render(discovered, { format, deployment, say, owned, folder: options.cwd, file: output });
    } finally {
      await deployment.close();
    }
  });
  for (const line of unplaced) process.stderr.write(`${line}\n`);
  await writeResult(text, output);
  return exitCodes.fine;
}
