import { expect } from "vitest";
import type { Values } from "../../provider/src/configurations/noun";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import type { ProgramBeside } from "../../provider/src/stack/beside";
import type { Call } from "../../provider/src/cmdlets/call";
import { allSaid, type Declared } from "./saidOf";
import { simulate } from "./simulated";

// Shared by the tests of guards in whole deployments: declarations, what is on the server, and what
// the guards report.

export const off = { useCertificateAuth: false, usePinAuth: false, useWindowsAuth: "None" } as const;
export const uri = { wsFedPassiveMetadataUri: "https://dc.contoso.com/metadata.xml" };
export const passive = { ...off, ...uri, useWsFedPassiveAuth: true };
export const certificateAlone = { useKerberosForClientToProxyAuth: false, useNtlmForClientToProxyAuth: false };

export const offOnServer = { UseCertificateAuth: false, UsePinAuth: false, UseWindowsAuth: "None" };
export const passiveOnServer = {
  ...offOnServer,
  UseWsFedPassiveAuth: true,
  WsFedPassiveMetadataUri: "https://dc.contoso.com/metadata.xml",
};
export const aloneOnServer = { UseKerberosForClientToProxyAuth: false, UseNtlmForClientToProxyAuth: false };

export const web = (pool: string): string => `Service:WebServer:${pool}`;
export const registrar = (pool: string): string => `Service:Registrar:${pool}`;
export const edgeServer = (pool: string): string => `Service:EdgeServer:${pool}`;

export const webOf = (identity: string, args: Values): Declared => ({ noun: webService, args: { identity, ...args } });
export const proxyOf = (identity: string, args: Values): Declared => ({ noun: proxy, args: { identity, ...args } });

/** A call that had changed the server earlier. */
export const newWeb = (Identity: string, parameters: Call["parameters"]): Call => ({
  cmdlet: Identity === "Global" ? "Set-CsWebServiceConfiguration" : "New-CsWebServiceConfiguration",
  parameters: { Identity, ...parameters },
});
export const newProxy = (Identity: string, parameters: Call["parameters"]): Call => ({
  cmdlet: Identity === "Global" ? "Set-CsProxyConfiguration" : "New-CsProxyConfiguration",
  parameters: { Identity, ...parameters },
});

/** A program, and the deployment against which it is checked. */
export interface Situation {
  topology: object;
  /** The program's resources, in the order in which the engine checks them. */
  program: Declared[];
  server?: Call[] | undefined;
  /**
   * What the resource classes report about the program.
   * @default nothing
   */
  beside?: Partial<ProgramBeside> | undefined;
}

/**
 * Returns the findings about each resource of a program, by its identity: those from check, and
 * those from the end of the program.
 */
export async function findingsIn({ topology, program, server = [], beside }: Situation): Promise<Record<string, string[]>> {
  const { newProcess, run } = simulate(topology);
  for (const { error } of await run(...server)) expect(error).toBeNull();
  const told = beside === undefined ? undefined : { passive: "", proxies: "", ...beside };
  const said: Record<string, string[]> = {};
  const declared = program.map((one) => ({ ...one, program: told }));
  for (const { identity, text } of await allSaid(newProcess(), declared)) {
    (said[identity] ??= []).push(text);
  }
  return said;
}
