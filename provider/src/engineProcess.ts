import type * as pulumi from "@pulumi/pulumi";
import { connect } from "./deployment/connect";
import type { Deployment } from "./deployment/deployment";
import type { OpenDeployment } from "./lifecycle/provider";
import { readStackConfig } from "./stackConfig";

/**
 * What all resources of a provider process share: one configuration, one deployment, one end.
 *
 * The engine calls `configure` once for each distinct provider text, and other verbs may arrive before it has: they wait. A `configure` that
 * threw would poison the stack until its state is edited, so it never does: the first call that needs the deployment says what is wrong.
 */
export function engineProcess(): { configure: (request: pulumi.dynamic.ConfigureRequest) => Promise<void>; open: OpenDeployment } {
  let settle: (deployment: Promise<Deployment>) => void;
  const deployment = new Promise<Deployment>((resolve) => {
    settle = resolve;
  });
  // Who opens it hears of a failure; until then it is nobody's unhandled rejection.
  deployment.catch(() => undefined);
  let configured = false;

  return {
    async configure({ config }) {
      if (configured) return;
      configured = true;
      endWithEngine(deployment);
      settle(Promise.resolve().then(() => connect(readStackConfig((key) => config.get(`lync:${key}`), process.cwd()))));
      await Promise.resolve();
    },
    open: () => deployment,
  };
}

// The engine waits five seconds for a provider to end: this for the write that is under way, and the rest for the session and the process.
const interruptedGraceMilliseconds = 2500;

/**
 * Ends this process, and the session with it, when the engine is gone. One that was killed says so by the end of this process's standard input alone: a
 * write that is under way is finished then, for nobody waits. One that ends in order sends SIGINT, and waits five seconds.
 */
function endWithEngine(deployment: Promise<Deployment>): void {
  const end = (options?: Parameters<Deployment["close"]>[0]): void => {
    void deployment
      .then((opened) => opened.close(options))
      .catch(() => undefined)
      .then(() => process.exit(0));
  };
  const onEnd = once(() => {
    end();
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
