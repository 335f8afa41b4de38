import { expect, test, vi } from "vitest";
import { webService } from "../../provider/src/configurations/webService";
import { CsDeployment } from "../../provider/src/deployment/csDeployment";
import type { Runner } from "../../provider/src/deployment/runner";
import { quickPatience, simulate } from "../support/simulated";

const identity = "Service:WebServer:LyncPool01.contoso.com";

test("a warning of a cmdlet is shown once, on a line that begins with the identity, or with the cmdlet if it has no identity", async () => {
  const simulated = simulate();
  const runner: Runner = {
    run: async (calls) =>
      (await simulated.run(...calls)).map((result, index) => ({
        ...result,
        warnings: calls[index]?.cmdlet.startsWith("Get-") === true ? ["The store\n is busy."] : ["Restart the service."],
      })),
    opening: () => Promise.resolve({ module: "x", version: "1", parameters: {}, warnings: [] }),
    about: () => simulated.deployment.about(),
    close: () => Promise.resolve(),
  };
  const deployment = new CsDeployment(runner, { naming: { way: "local" }, patience: quickPatience });
  const lines: string[] = [];
  const stderr = vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  try {
    await deployment.find(webService, identity);
    await deployment.create(webService, identity, { values: { usePinAuth: false } });
    await deployment.set(webService, identity, { values: { usePinAuth: true } });
    await deployment.set(webService, identity, { values: { usePinAuth: false } });
  } finally {
    stderr.mockRestore();
  }
  expect(lines).toEqual([
    "Get-CsWebServiceConfiguration: warning: Get-CsWebServiceConfiguration: The store is busy. [cmdletWarning]\n",
    `${identity}: warning: New-CsWebServiceConfiguration: Restart the service. [cmdletWarning]\n`,
    `${identity}: warning: Get-CsWebServiceConfiguration: The store is busy. [cmdletWarning]\n`,
    `${identity}: warning: Set-CsWebServiceConfiguration: Restart the service. [cmdletWarning]\n`,
  ]);
});
