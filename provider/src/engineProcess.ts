import type * as pulumi from "@pulumi/pulumi";
import { connect } from "./deployment/connect";
import type { Deployment } from "./deployment/deployment";
import type { OpenDeployment } from "./lifecycle/provider";
import { LyncError } from "./errors";
import { reachingKeys, readStackConfig, type Key } from "./stackConfig";

/**
 * What all resources of a provider process share: one configuration, one deployment, one end.
 *
 * The engine calls `configure` once for each distinct provider text, and other verbs may arrive before it has: they wait. A `configure` that
 * threw would poison the stack until its state is edited, so it never does: the first call that needs the deployment says what is wrong.
 */
export function engineProcess(): { configure: (request: pulumi.dynamic.ConfigureRequest) => Promise<void>; open: OpenDeployment } {
  let settle: (opened: Promise<Opened>) => void;
  const opened = new Promise<Opened>((resolve) => {
    settle = resolve;
  });
  // Who opens it hears of a failure; until then it is nobody's unhandled rejection.
  opened.catch(() => undefined);
  let configured = false;

  return {
    async configure({ config }) {
      if (configured) return;
      configured = true;
      endWithEngine(opened.then(({ deployment }) => deployment));
      settle(Promise.resolve().then(() => openedWith((key) => config.get(`lync:${key}`))));
      await Promise.resolve();
    },
    async open(stackDeployment) {
      const { deployment, isReached } = await opened;
      if (!isReached && stackDeployment !== undefined && stackDeployment !== deployment.name)
        throw notHandedOver(stackDeployment, deployment.name);
      return deployment;
    },
  };
}

interface Opened {
  deployment: Deployment;
  /** Whether the provider's configuration says how the deployment is reached. An explicit provider gets nothing of the stack's. */
  isReached: boolean;
}

function openedWith(get: (key: Key) => string | undefined): Opened {
  const config = readStackConfig(get, process.cwd(), { isProvider: true });
  const deployment = connect(config);
  if (config.simulator !== undefined) process.stderr.write(`simulated deployment: ${config.simulator.name}\n`);
  return { deployment, isReached: reachingKeys.some((key) => get(key) !== undefined) };
}

function notHandedOver(stack: string, own: string): LyncError {
  const [key, value] = stack.startsWith("simulator:") ? ["simulator", "the path of its topology file"] : ["connectionUri", "its URI"];
  return new LyncError(
    `The stack's configuration names the deployment "${stack}", but an explicit provider gets nothing of it, and would be for "${own}". Write ` +
      `new pulumi.ProviderResource("pulumi-nodejs", "dynamic", { "lync:${key}": … }), with ${value}, and all other lync: keys that it is to have`,
    { kind: "unsupported" },
  );
}

// The engine waits five seconds for a provider to end: this for the write that is under way, and the rest for the session and the process.
const interruptedGraceMilliseconds = 2500;
// Nobody waits where the engine was killed; but five seconds later nothing of it is to be left.
const orphanedGraceMilliseconds = 4000;

/**
 * Ends this process, and the session with it, when the engine is gone. One that was killed says so by the end of this process's standard input alone; one that ends in
 * order sends SIGINT, and waits five seconds. A write that is under way may finish meanwhile.
 */
function endWithEngine(deployment: Promise<Deployment>): void {
  const end = (options: Parameters<Deployment["close"]>[0]): void => {
    void deployment
      .then((opened) => opened.close(options))
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
