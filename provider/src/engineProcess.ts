import * as pulumi from "@pulumi/pulumi";
import { connect } from "./deployment/connect";
import type { Deployment } from "./deployment/deployment";
import type { OpenView } from "./lifecycle/provider";
import type { Told } from "./lifecycle/told";
import { LyncError } from "./errors";
import { Memory } from "./stack/memory";
import { openOnce } from "./openOnce";
import { hasRelativePaths, readStackConfig, type Key } from "./stackConfig";
import { reachOf, refuseUnknownProviderKeys } from "./stackReach";

/**
 * What all resources of a provider process share: the configuration, the deployment, the memory of
 * the stack, and the shutdown.
 *
 * The engine calls `configure` once for each distinct provider text. Other verbs may arrive
 * earlier; they wait for it. `configure` never throws, because an error there would make the stack
 * unusable until someone edits its state. Instead, each call that needs the deployment reports the
 * error.
 */
export function engineProcess(): { configure: (request: pulumi.dynamic.ConfigureRequest) => Promise<void>; open: OpenView } {
  let settle: (open: (told: Told) => Promise<Deployment>) => void;
  const opening = new Promise<(told: Told) => Promise<Deployment>>((resolve) => {
    settle = resolve;
  });
  let configured = false;
  const memory = new Memory();

  return {
    async configure({ config }) {
      if (configured) return;
      configured = true;
      let opened: Deployment | undefined;
      endWithEngine(() => opened);
      const place = { program: process.cwd(), project: pulumi.getProject() };
      const open = openOnce(place, (root) => {
        const { rawConfig = {} } = config as unknown as { rawConfig?: Record<string, unknown> };
        refuseUnknownProviderKeys(Object.keys(rawConfig), place.project);
        const get = (key: Key): string | undefined => valueText(key, config.get(`lync:${key}`));
        const read = readStackConfig(get, place.program, { reader: "provider", root });
        opened = connect(read);
        if (read.simulator !== undefined) process.stderr.write(`simulated deployment: ${read.simulator.name}\n`);
        return { deployment: opened, reach: reachOf(get), hasRelativePaths: hasRelativePaths(get) };
      });
      settle(open);
      await Promise.resolve();
    },
    open: async (told) => ({ deployment: await (await opening)(told), memory }),
  };
}

/**
 * A value from an explicit provider's configuration. It may be of any type; a value from a stack's
 * configuration is always a text.
 */
function valueText(key: Key, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string" && value !== "") return value;
  const given = key === "password" ? "no text" : JSON.stringify(value);
  throw new LyncError(`lync:${key} of the provider is ${given}; allowed: a text that is not empty, a number, true, false.`, {
    kind: "invalidParameter",
  });
}

// The engine gives a provider five seconds to end. The write in progress gets this part of them;
// the session and the process need the rest.
const interruptedGraceMilliseconds = 2500;
// When the engine was killed, nothing waits for this process. Even so, nothing of it may remain
// after five seconds.
const orphanedGraceMilliseconds = 4000;

/**
 * Ends this process and its session when the engine ends. An engine that ends normally sends SIGINT
 * and waits five seconds. An engine that was killed shows only in the end of this process's
 * standard input. A write in progress may finish first.
 */
function endWithEngine(deployment: () => Deployment | undefined): void {
  const end = (options: Parameters<Deployment["close"]>[0]): void => {
    void Promise.resolve(deployment()?.close(options))
      .catch(() => undefined)
      .then(() => process.exit(0));
  };
  const onEnd = once(() => {
    end({ graceMilliseconds: orphanedGraceMilliseconds });
  });
  const onSignal = once(() => {
    end({ graceMilliseconds: interruptedGraceMilliseconds });
  });
  process.stdin.on("end", onEnd).on("close", onEnd).on("error", onEnd).resume();
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}
