import type { DeploymentContext } from "../../provider/src/cli/doctor/check";
import type { About } from "../../provider/src/deployment/deployment";
import type { StackConfig } from "../../provider/src/stackConfig";
import { machineContext } from "./programs";
import { simulate } from "./simulated";

/** The configuration of a stack for the cmdlets of this machine. */
export const local: StackConfig = { timeoutSeconds: 20, sessions: 1, offline: false };
/** The configuration of a stack for a remote endpoint. */
export const remote: StackConfig = {
  ...local,
  remote: { connectionUri: "https://pool.contoso.com/OcsPowershell", authentication: "Negotiate" },
};
/** The configuration of a stack for a simulated deployment. */
export const simulated: StackConfig = { ...local, simulator: { topology: "/contoso.json", name: "contoso.json" } };

/** A session in Windows PowerShell on a server. Its account has all rights. */
export const inWindows: Omit<About, "cmdlets"> = {
  powershell: "5.1.14393.0",
  edition: "Desktop",
  languageMode: "FullLanguage",
  executionPolicy: "RemoteSigned",
  account: "CONTOSO\\admin",
  isServerAdmin: true,
  operatingSystem: "Microsoft Windows NT 10.0.14393.0",
  module: "SkypeForBusiness",
  moduleVersion: "7.0.2046.0",
};

/**
 * Returns the context that a check of the session gets: a deployment with this configuration, and
 * what its session reports or the error with which it fails.
 */
export async function examined(config: StackConfig, about: Partial<About> | Error = {}): Promise<DeploymentContext> {
  const { deployment } = simulate();
  const { cmdlets } = await deployment.about();
  const way = config.remote === undefined ? "local" : new URL(config.remote.connectionUri).hostname;
  const told = (): Promise<About> =>
    about instanceof Error ? Promise.reject(about) : Promise.resolve({ ...inWindows, cmdlets, ...about });
  const session = new Proxy(deployment, {
    get: (target, name) => {
      if (name === "about") return told;
      if (name === "way" && config.simulator === undefined) return way;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
  return { ...machineContext, config, deployment: session, stacks: [] };
}
