import { userName } from "../userName";

/** The address where the engine, its language host and its providers listen. */
const loopback = "127.0.0.1";

/**
 * Changes the environment of this command's process so that `pulumi`, which inherits it, does only
 * what the command asks for.
 */
export function prepareEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(env).filter(isOption)) Reflect.deleteProperty(env, name);
  Object.assign(env, engineVariables(env));
}

/**
 * Whether a variable adds an option to every `pulumi` call. PULUMI_OPTION_TARGET, for example,
 * would limit previews and rollouts to a part of the stack.
 */
export function isOption(name: string): boolean {
  return /^PULUMI_OPTION_/i.test(name);
}

/** The variables that the engine needs to start on every machine. */
export function engineVariables(env: NodeJS.ProcessEnv): Record<string, string> {
  // gRPC in Node.js would reach even 127.0.0.1 through a proxy. It reads no_proxy only if
  // no_grpc_proxy is empty.
  const direct = (env["no_grpc_proxy"] || env["no_proxy"] || "").split(",").map((host) => host.trim());
  const hosts = new Set([...direct.filter((host) => host !== ""), loopback]);
  // Pulumi writes USER into its locks. Without USER it fails if the user has no entry in passwd.
  return { no_grpc_proxy: [...hosts].join(","), ...(env["USER"] || process.platform === "win32" ? {} : { USER: userName() }) };
}
