import { CommandFailure } from "../failure";

/** How a rollout hears that it is to stop. */
export interface Interrupt {
  /** Aborted when the rollout is to stop. */
  signal: AbortSignal;
  /**
   * Aborted when a `pulumi` that runs is to be told so by us: a terminal tells it itself, and being
   * told twice it would end at once, with the stack locked.
   */
  forPulumi: AbortSignal;
  /** @throws CommandFailure where it is to stop. */
  check(): void;
}

/** Listens to SIGINT and SIGTERM for as long as this process lives. */
export function listenForInterrupt(onInterrupt: () => void): Interrupt {
  const hasTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  const interrupt = interruptible({ hasTerminal, onInterrupt });
  process.on("SIGINT", interrupt.stop).on("SIGTERM", interrupt.stop);
  return interrupt;
}

/**
 * What a signal stops. `hasTerminal`: whether a terminal sends SIGINT to every process, `pulumi`
 * among them.
 */
export function interruptible({ hasTerminal, onInterrupt }: { hasTerminal: boolean; onInterrupt: () => void }): Interrupt & {
  stop: (signal: NodeJS.Signals) => void;
} {
  const [all, pulumis] = [new AbortController(), new AbortController()];
  return {
    signal: all.signal,
    forPulumi: pulumis.signal,
    check: () => {
      if (all.signal.aborted) throw new CommandFailure("interrupted");
    },
    stop: (signal) => {
      if (all.signal.aborted) return;
      onInterrupt();
      all.abort();
      if (signal !== "SIGINT" || !hasTerminal) pulumis.abort();
    },
  };
}
