import type * as pulumi from "@pulumi/pulumi";

/**
 * Waits until a resource is registered; answers whether it is. That it waits for us by a way that no object tells, as through somebody else's resource, shows at the end of the program, when nothing
 * else is left to do: then waits are given up, one after the other.
 */
export function untilRegistered(resource: pulumi.Resource | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const giveUp = (): void => {
      resolve(false);
    };
    waiting.add(giveUp);
    resource?.urn.apply(() => {
      waiting.delete(giveUp);
      resolve(true);
    });
    listen();
  });
}

/** Whether the process ends with the program: an inline program of the Automation API shares its host's. */
export function endsWithProgram(): boolean {
  return /[\\/]cmd[\\/]run(?:[\\/]|$)/.test(process.argv[1] ?? "");
}

/** Whether anybody waits still: then the end of the program is not its end. */
export function isAnybodyWaiting(): boolean {
  return waiting.size > 0;
}

const waiting = new Set<() => void>();
let isListening = false;

function listen(): void {
  if (isListening) return;
  isListening = true;
  // It comes again whenever somebody had more to do.
  process.on("beforeExit", () => {
    const [first] = waiting;
    if (first === undefined) return;
    waiting.delete(first);
    first();
  });
}
