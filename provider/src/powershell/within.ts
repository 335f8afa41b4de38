import { performance } from "node:perf_hooks";

/** Restarts the time limit with this number of seconds. */
export type Restart = (seconds: number) => void;

// A timer that is later than this shows that the process was too busy to handle events.
const busyMilliseconds = 100;

/**
 * Does work within a time limit, and fails if the work takes longer. The work may call `restart` to
 * restart the limit after each part.
 *
 * Time in which this process was too busy to handle events does not count, because the result may
 * already be waiting. This extends the limit to at most twice its length. After a failure, the work
 * is not waited for.
 */
export async function within<T>(seconds: number, work: (restart: Restart) => Promise<T>, failure: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  let reject: (error: Error) => void;
  const limit = new Promise<never>((_, fail) => {
    reject = fail;
  });
  let busyLeft = 0;
  const wait = (milliseconds: number): void => {
    clearTimeout(timer);
    if (isOver) return;
    const due = performance.now() + milliseconds;
    timer = setTimeout(() => {
      const late = performance.now() - due;
      if (late > busyMilliseconds && busyLeft > 0) {
        const more = Math.min(late, busyLeft);
        busyLeft -= more;
        wait(more);
      } else {
        reject(failure());
      }
    }, milliseconds);
  };
  const begin: Restart = (next) => {
    busyLeft = next * 1000;
    wait(next * 1000);
  };
  begin(seconds);
  const running = work(begin);
  // The work may still fail later, when its session is killed because it was late.
  running.catch(() => undefined);
  try {
    return await Promise.race([running, limit]);
  } finally {
    isOver = true;
    clearTimeout(timer);
  }
}
