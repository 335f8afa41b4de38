import type * as pulumi from "@pulumi/pulumi";

/**
 * Waits until a resource is registered; answers whether it is. That it waits for us by a way that
 * no object tells, as through somebody else's resource, shows at the end of the program, when
 * nothing else is left to do: then waits are given up, one after the other.
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

/**
 * Whether the process ends with the program: an inline program of the Automation API shares its
 * host's.
 */
export function endsWithProgram(): boolean {
  return /[\\/]cmd[\\/]run(?:[\\/]|$)/.test(process.argv[1] ?? "");
}

/** Does something once nothing is left to do, and nobody waits any more. Told the exit code. */
export function atEndOfProcess(work: (code: number) => void): void {
  atEnd.add(work);
  listen();
}

const waiting = new Set<() => void>();
const atEnd = new Set<(code: number) => void>();
let isListening = false;

function listen(): void {
  if (isListening) return;
  isListening = true;
  // It comes again whenever somebody had more to do.
  process.on("beforeExit", (code) => {
    const [first] = waiting;
    if (first !== undefined) {
      waiting.delete(first);
      first();
      return;
    }
    for (const work of atEnd) work(code);
    atEnd.clear();
  });
}
