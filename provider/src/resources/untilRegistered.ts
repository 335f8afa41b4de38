import type * as pulumi from "@pulumi/pulumi";

/**
 * Waits until a resource is registered; returns whether it is.
 *
 * The resource may itself wait for us in a way that no object shows, for example through another
 * package's resource. Then the program has nothing left to do while this wait is still open. At
 * that point this module gives up the open waits one by one.
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
 * Whether the process ends with the program. An inline program of the Automation API runs in its
 * host's process, which continues.
 */
export function endsWithProgram(): boolean {
  return /[\\/]cmd[\\/]run(?:[\\/]|$)/.test(process.argv[1] ?? "");
}

/** Runs `work` with the exit code when nothing is left to do and nothing waits any more. */
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
  // Node.js emits the event again each time that a listener has started more work.
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
