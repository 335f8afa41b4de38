// pulumirpc.LanguageRuntime for programs in Node.js. The vendor's language host is in no registry,
// so a CLI that is built from its Go module has none. This file is next to the CLI, which runs many
// programs. It therefore loads the program's own @pulumi/pulumi, as the vendor's launcher of
// dynamic providers does.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

/** @typedef {typeof import("@grpc/grpc-js")} Grpc */
/** @typedef {typeof import("@pulumi/pulumi/proto/language_pb.js")} Language */
/** @typedef {import("@pulumi/pulumi/proto/language_pb.js").RunRequest} RunRequest */
/** @typedef {import("@pulumi/pulumi/proto/language_pb.js").RunPluginRequest} RunPluginRequest */

// @pulumi/pulumi/cmd/run has already printed what went wrong, so the engine need not repeat it.
const ALREADY_REPORTED = 32;
// The largest message that the engine sends.
const MESSAGE_BYTES = 400 * 1024 * 1024;

/** @type {Set<import("node:child_process").ChildProcess>} */
const programs = new Set();

serve();

function serve() {
  // The engine starts a language host in the folder of the program, or of the project.
  const requireSdk = sdkOf(process.cwd());
  const grpc = /** @type {Grpc} */ (load(createRequire(requireSdk.resolve("@pulumi/pulumi")), "@grpc/grpc-js"));
  const stubs = /** @type {{ LanguageRuntimeService: import("@grpc/grpc-js").ServiceDefinition }} */ (
    load(requireSdk, "@pulumi/pulumi/proto/language_grpc_pb.js")
  );
  const limits = { "grpc.max_receive_message_length": MESSAGE_BYTES, "grpc.max_send_message_length": MESSAGE_BYTES };
  const server = new grpc.Server(limits);
  server.addService(stubs.LanguageRuntimeService, implementation(requireSdk, process.argv.at(-1) ?? ""));
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), announce);
  stopWithEngine();
}

/** @param {string} folder */
function sdkOf(folder) {
  const requireSdk = createRequire(join(folder, "program.js"));
  try {
    requireSdk.resolve("@pulumi/pulumi");
    return requireSdk;
  } catch {
    console.error(`Starting the Node.js language host: ${folder} has no @pulumi/pulumi. Run npm ci there, or in a folder above.`);
    process.exit(1);
  }
}

/** @param {NodeJS.Require} require @param {string} name @returns {unknown} */
function load(require, name) {
  return require(name);
}

/**
 * Prints the port, which the engine reads from the first line of standard output.
 * @param {Error | null} error
 * @param {number} port
 */
function announce(error, port) {
  if (error) {
    console.error(`Starting the Node.js language host: ${error.message}`);
    process.exit(1);
  }
  process.stdout.write(`${port}\n`);
}

/** Stops when the engine ends. A killed engine sends no signal, but closes the standard input. */
function stopWithEngine() {
  const stop = () => {
    for (const program of programs) program.kill();
    process.exit(0);
  };
  process.stdin.on("end", stop).on("error", stop).resume();
  process.on("SIGINT", stop).on("SIGTERM", stop);
}

/** @param {NodeJS.Require} requireSdk @param {string} engine */
function implementation(requireSdk, engine) {
  const language = /** @type {Language} */ (load(requireSdk, "@pulumi/pulumi/proto/language_pb.js"));
  const plugin = /** @type {typeof import("@pulumi/pulumi/proto/plugin_pb.js")} */ (load(requireSdk, "@pulumi/pulumi/proto/plugin_pb.js"));
  const { version } = /** @type {{ version: string }} */ (load(requireSdk, "@pulumi/pulumi/package.json"));
  return {
    handshake: answer(() => new language.LanguageHandshakeResponse()),
    getPluginInfo: answer(() => new plugin.PluginInfo().setVersion(version)),
    about: answer(() => new language.AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
    // No plugins to fetch, because the programs for this host use only dynamic providers.
    getRequiredPlugins: answer(() => new language.GetRequiredPluginsResponse()),
    getRequiredPackages: answer(() => new language.GetRequiredPackagesResponse()),
    runtimeOptionsPrompts: answer(() => new language.RuntimeOptionsResponse()),
    getProgramDependencies: answer(() => new language.GetProgramDependenciesResponse()),
    run: runProgram(language, engine),
    runPlugin: runPolicyPack(language),
  };
}

/** @typedef {{ request: RunRequest, on(event: "cancelled", listener: () => void): void }} Call */
/** @typedef {(error: Error | null, response?: unknown) => void} Callback */

/** @param {() => unknown} respond */
function answer(respond) {
  return (/** @type {Call} */ _call, /** @type {Callback} */ callback) => callback(null, respond());
}

/** @param {Language} language @param {string} engine */
function runProgram(language, engine) {
  return (/** @type {Call} */ call, /** @type {Callback} */ callback) => {
    const { args, env } = commandOf(call.request, engine);
    // The engine reads the program's output here. It has already read the port.
    const program = spawn(process.execPath, args, { env, stdio: ["ignore", "inherit", "inherit"] });
    programs.add(program);
    call.on("cancelled", () => program.kill());
    program.on("error", (error) => callback(error));
    program.on("close", (code, signal) => {
      programs.delete(program);
      const bail = code === ALREADY_REPORTED;
      const error = code === 0 || bail ? "" : `The program ended with ${signal ?? `exit code ${code}`}.`;
      callback(null, new language.RunResponse().setBail(bail).setError(error));
    });
  };
}

/** @typedef {import("@grpc/grpc-js").ServerWritableStream<RunPluginRequest, unknown>} PluginCall */

/**
 * Runs a policy pack and passes on its output, from which the engine reads the pack's port.
 * @param {Language} language
 */
function runPolicyPack(language) {
  return (/** @type {PluginCall} */ call) => {
    const pack = startPolicyPack(call.request);
    if (pack instanceof Error) {
      call.emit("error", pack);
      return;
    }
    const { RunPluginResponse } = language;
    programs.add(pack);
    call.on("cancelled", () => pack.kill());
    pack.stdout.on("data", (/** @type {Buffer} */ bytes) => call.write(new RunPluginResponse().setStdout(bytes)));
    pack.stderr.on("data", (/** @type {Buffer} */ bytes) => call.write(new RunPluginResponse().setStderr(bytes)));
    pack.on("error", (error) => call.emit("error", error));
    pack.on("close", (code) => {
      programs.delete(pack);
      call.write(new RunPluginResponse().setExitcode(code ?? 1));
      call.end();
    });
  };
}

/** A pack runs in its own folder with its own @pulumi/pulumi. @param {RunPluginRequest} request */
function startPolicyPack(request) {
  const kind = request.getKind();
  if (kind !== "analyzer") return new Error(`This language host runs programs and policy packs, but no plugin of the kind "${kind}".`);
  const info = request.getInfo();
  const folder = info?.getProgramDirectory() || request.getProgram();
  const options = /** @type {{ nodeargs?: string }} */ (info?.getOptions()?.toJavaScript() ?? {});
  try {
    const runner = createRequire(join(folder, "index.js")).resolve("@pulumi/pulumi/cmd/run-policy-pack");
    const args = [...nodeArguments(options), runner, ...request.getArgsList(), info?.getEntryPoint() || "."];
    return spawn(process.execPath, args, { cwd: folder, env: environmentOf(request), stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    return new Error(`The policy pack in ${folder} has no @pulumi/pulumi. Run npm ci there, or in a folder above.`, { cause: error });
  }
}

/** The engine writes each variable as name=value. @param {RunPluginRequest} request */
function environmentOf(request) {
  /** @type {Record<string, string>} */
  const variables = {};
  for (const entry of request.getEnvList()) {
    const [name = ""] = entry.split("=", 1);
    variables[name] = entry.slice(name.length + 1);
  }
  return variables;
}

/** @param {RunRequest} request @param {string} engine */
function commandOf(request, engine) {
  const info = request.getInfo();
  const options = /** @type {{ typescript?: boolean, nodeargs?: string }} */ (info?.getOptions()?.toJavaScript() ?? {});
  const folder = info?.getProgramDirectory() || request.getPwd();
  const flags = {
    monitor: request.getMonitorAddress(),
    engine,
    project: request.getProject(),
    stack: request.getStack(),
    organization: request.getOrganization(),
    "root-directory": info?.getRootDirectory(),
    pwd: request.getPwd(),
    parallel: String(request.getParallel()),
  };
  return {
    args: [
      ...nodeArguments(options),
      sdkOf(folder).resolve("@pulumi/pulumi/cmd/run"),
      ...Object.entries(flags).flatMap(([name, value]) => (value ? [`--${name}`, value] : [])),
      ...(request.getDryrun() ? ["--dry-run"] : []),
      info?.getEntryPoint() || request.getProgram() || ".",
      ...request.getArgsList(),
    ],
    env: {
      ...process.env,
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
      ...(options.typescript === false ? {} : { PULUMI_NODEJS_TYPESCRIPT: "true" }),
    },
  };
}

/** @param {{ nodeargs?: string }} options @returns {string[]} */
function nodeArguments({ nodeargs = "" }) {
  return nodeargs.split(/\s+/).filter(Boolean);
}
