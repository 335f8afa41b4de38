import { connect } from "../../deployment/connect";
import { exitCodes, writeResult } from "../answering";
import { readConnection } from "../connection";
import { declaredStacks } from "../declaredStack";
import { withProgress } from "../progress";
import type { ReportOptions } from "./declare";
import { readReport } from "./read";
import { render } from "./format";
import { isUndermined } from "./summary";

/** `pulumi-lync report`. Returns the exit code. */
export async function reportCommand({ format, output, ...options }: ReportOptions): Promise<number> {
  const report = await withProgress(async (say) => {
    const { config, stacks, workspace } = await readConnection(options);
    const deployment = connect(config);
    try {
      return await readReport(deployment, await declaredStacks(workspace, stacks), say);
    } finally {
      await deployment.close();
    }
  });
  await writeResult(await render(report, format), output);
  if (report.places.some(isUndermined)) return exitCodes.findings;
  return report.isWhole ? exitCodes.fine : exitCodes.couldNotTell;
}
