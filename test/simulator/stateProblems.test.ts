import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { badStates } from "../contract/badStates";
import { simulate } from "../support/simulated";

describe("a state file", () => {
  test.each(badStates)(
    "with %s fails each cmdlet, and is not changed; the error names the file, the place and what is allowed",
    async (_what, state, message) => {
      const { file, run: ask } = simulate();
      const stateFile = file.replace(".json", ".state.json");
      const text = JSON.stringify(state);
      writeFileSync(stateFile, text);
      for (const [cmdlet, parameters] of [
        ["Get-CsProxyConfiguration", {}],
        ["Set-CsWebServiceConfiguration", { UsePinAuth: false }],
      ] as const) {
        const [result] = await ask({ cmdlet, parameters });
        expect(result?.error).toMatchObject({ category: "InvalidData", id: `StateFile,${cmdlet}`, target: stateFile });
        expect(result?.error?.message).toContain(`The state file ${stateFile} cannot be used: ${message}`);
        expect(result?.error?.message).toMatch(/(?:\.|\?) Correct the file, or delete it to start again\.$/);
      }
      expect(readFileSync(stateFile, "utf8")).toBe(text);
    },
  );

  test("may have collections of pools and sites that the topology does not have, which can be read, changed and removed", async () => {
    const { file, run: ask } = simulate();
    const gone = ["Service:WebServer:Gone.contoso.com", "Site:Gone"];
    const collections = Object.fromEntries(gone.map((identity) => [identity, { UsePinAuth: false }]));
    writeFileSync(file.replace(".json", ".state.json"), JSON.stringify({ CsWebServiceConfiguration: collections }));
    for (const Identity of gone) {
      const noun = "CsWebServiceConfiguration";
      const results = [
        ...(await ask({ cmdlet: `Set-${noun}`, parameters: { Identity, UseCertificateAuth: false } })),
        ...(await ask({ cmdlet: `Get-${noun}`, parameters: { Identity }, select: ["Identity", "UsePinAuth", "UseCertificateAuth"] })),
        ...(await ask({ cmdlet: `Remove-${noun}`, parameters: { Identity } })),
        ...(await ask({ cmdlet: `New-${noun}`, parameters: { Identity } })),
      ];
      expect(results.map(({ error }) => error?.id ?? null)).toEqual([null, null, null, `ScopeNotFound,New-${noun}`]);
      expect(results[1]?.objects).toEqual([{ Identity, UsePinAuth: false, UseCertificateAuth: false }]);
    }
  });
});
