import { userName } from "../userName";

/** Where the engine, its language host and its providers listen. */
const loopback = "127.0.0.1";

/**
 * Changes the environment of this command's own process, which `pulumi` inherits, to one in which
 * it does what the command asks for, and nothing else.
 */
export function prepareEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(env).filter(isOption)) Reflect.deleteProperty(env, name);
  Object.assign(env, engineVariables(env));
}

/**
 * Whether a variable gives every `pulumi` an option, such as PULUMI_OPTION_TARGET: of a preview it
 * would leave a part, and of a rollout.
 */
export function isOption(name: string): boolean {
  return /^PULUMI_OPTION_/i.test(name);
}

/** The variables without which the engine does not start everywhere. */
export function engineVariables(env: NodeJS.ProcessEnv): Record<string, string> {
  // gRPC in Node.js would look for 127.0.0.1 behind a proxy, too. It takes no_proxy only where
  // no_grpc_proxy says nothing.
  const direct = (env["no_grpc_proxy"] || env["no_proxy"] || "").split(",").map((host) => host.trim());
  const hosts = new Set([...direct.filter((host) => host !== ""), loopback]);
  // Pulumi marks its locks with USER, and refuses to go without where the user has no entry in
  // passwd.
  return { no_grpc_proxy: [...hosts].join(","), ...(env["USER"] || process.platform === "win32" ? {} : { USER: userName() }) };
}
