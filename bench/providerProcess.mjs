import { once } from "node:events";
import { createRequire } from "node:module";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { checkoutFolder } from "../tools/paths.mjs";
import { BenchError } from "./benchError.mjs";

// The engine's protocol with a provider, from the same packages that the provider process loads.
const fromPulumi = createRequire(join(checkoutFolder, "node_modules", "@pulumi", "pulumi", "package.json"));
const load = /** @type {(id: string) => unknown} */ (fromPulumi);
const grpc = /** @type {typeof import("@grpc/grpc-js")} */ (load("@grpc/grpc-js"));
const { ResourceProviderClient } = /** @type {{ ResourceProviderClient: new (address: string, credentials: unknown) => Client }} */ (
  load("./proto/provider_grpc_pb.js")
);
const messages = /** @type {Record<"CheckRequest" | "ConfigureRequest", new () => Message>} */ (load("./proto/provider_pb.js"));
const { Struct } = /** @type {{ Struct: { fromJavaScript: (value: object) => unknown } }} */ (
  load("google-protobuf/google/protobuf/struct_pb.js")
);

/**
 * @typedef {Record<"setUrn" | "setOlds" | "setNews" | "setArgs", (value: unknown) => void>} Message
 * @typedef {{ getFailuresList(): { getReason(): string }[] }} Answer
 * @typedef {(error: Error | null, answer: Answer) => void} Callback
 * @typedef {(request: Message, callback: Callback) => void} Ask
 * @typedef {{ check: Ask, configure: Ask, close(): void }} Client
 */

/**
 * Starts a provider process as the engine does, and calls check for one resource.
 * @param {object} options
 * @param {string} options.folder the project's folder
 * @param {string} options.project the project's name
 * @param {Record<string, string>} options.config the stack's configuration, with namespaces
 * @param {object} options.news the resource, with its `__provider`
 * @returns {Promise<number>} the seconds from its start to the response
 */
export async function secondsToFirstAnswer({ folder, project, config, news }) {
  const start = performance.now();
  // The second argument is the engine's address, which this provider never calls.
  const child = spawn(process.execPath, [fromPulumi.resolve("./cmd/dynamic-provider/index.js"), "127.0.0.1:1"], {
    cwd: folder,
    // The provider finds the project's Pulumi.yaml by this name, and relative paths start there.
    env: { ...process.env, PULUMI_NODEJS_PROJECT: project },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  try {
    const [port] = /** @type {[Buffer]} */ (await Promise.race([once(child.stdout, "data"), ended.then(() => [Buffer.from("")])]));
    if (port.length === 0) throw new BenchError("The provider process ended before it printed its port.");
    const client = new ResourceProviderClient(`127.0.0.1:${port.toString().trim()}`, grpc.credentials.createInsecure());
    await ask(client, "configure", request("ConfigureRequest", { setArgs: config }));
    const answer = await ask(client, "check", request("CheckRequest", { setOlds: {}, setNews: news }));
    const seconds = (performance.now() - start) / 1000;
    client.close();
    const failures = answer.getFailuresList().map((failure) => failure.getReason());
    if (failures.length > 0) throw new BenchError(`The provider process's first answer is a refusal: ${failures.join("; ")}`);
    return seconds;
  } finally {
    child.stdin.end();
    child.kill("SIGINT");
    await ended;
  }
}

/** @param {keyof typeof messages} type @param {Record<string, object>} fields */
function request(type, fields) {
  const message = new messages[type]();
  for (const [setter, value] of Object.entries(fields)) message[/** @type {keyof Message} */ (setter)](Struct.fromJavaScript(value));
  return message;
}

/**
 * @param {Client} client
 * @param {"check" | "configure"} verb
 * @param {Message} message
 * @returns {Promise<{ getFailuresList(): { getReason(): string }[] }>}
 */
function ask(client, verb, message) {
  return new Promise((resolve, reject) => {
    client[verb](message, (error, answer) => (error === null ? resolve(answer) : reject(error)));
  });
}
