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
 * What all resources of a provider process share: one configuration, one deployment, one memory of
 * the stack, one end.
 *
 * The engine calls `configure` once for each distinct provider text, and other verbs may arrive
 * before it has: they wait. A `configure` that threw would poison the stack until its state is
 * edited, so it never does: each call that needs the deployment says what is wrong.
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

/** A value of a provider's own configuration, which need not be a text, as a stack's always is. */
function valueText(key: Key, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string" && value !== "") return value;
  const given = key === "password" ? "no text" : JSON.stringify(value);
  throw new LyncError(`lync:${key} of the provider is ${given}; allowed: a text that is not empty, a number, true, false`, {
    kind: "invalidParameter",
  });
}

// The engine waits five seconds for a provider to end: this for the write that is under way, and
// the rest for the session and the process.
const interruptedGraceMilliseconds = 2500;
// Nobody waits where the engine was killed; but five seconds later nothing of it is to be left.
const orphanedGraceMilliseconds = 4000;

/**
 * Ends this process, and the session with it, when the engine is gone. One that was killed says so
 * by the end of this process's standard input alone; one that ends in order sends SIGINT, and waits
 * five seconds. A write that is under way may finish meanwhile.
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
