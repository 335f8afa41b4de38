import { CommandFailure } from "../failure";

/** Tells a rollout that it has to stop. */
export interface Interrupt {
  /** Aborted when the rollout has to stop. */
  signal: AbortSignal;
  /**
   * Aborted when this process has to signal a running `pulumi`. A terminal sends SIGINT to `pulumi`
   * itself. A second signal would end `pulumi` at once and leave the stack locked.
   */
  forPulumi: AbortSignal;
  /** @throws CommandFailure if the rollout has to stop. */
  check(): void;
}

/** Listens for SIGINT and SIGTERM until this process ends. */
export function listenForInterrupt(onInterrupt: () => void): Interrupt {
  const hasTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  const interrupt = interruptible({ hasTerminal, onInterrupt });
  process.on("SIGINT", interrupt.stop).on("SIGTERM", interrupt.stop);
  return interrupt;
}

/**
 * An interrupt, and the listener that handles a signal.
 *
 * @param options.hasTerminal whether a terminal sends SIGINT to every process, also to `pulumi`.
 */
export function interruptible({ hasTerminal, onInterrupt }: { hasTerminal: boolean; onInterrupt: () => void }): Interrupt & {
  stop: (signal: NodeJS.Signals) => void;
} {
  const [all, pulumis] = [new AbortController(), new AbortController()];
  return {
    signal: all.signal,
    forPulumi: pulumis.signal,
    check: () => {
      if (all.signal.aborted) throw new CommandFailure("The rollout was interrupted.");
    },
    stop: (signal) => {
      if (all.signal.aborted) return;
      onInterrupt();
      all.abort();
      if (signal !== "SIGINT" || !hasTerminal) pulumis.abort();
    },
  };
}
