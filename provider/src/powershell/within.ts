import { performance } from "node:perf_hooks";

/** Begins a limit again, with as many seconds. */
export type Restart = (seconds: number) => void;

// How late a timer must be for this process to have been too busy to listen.
const busyMilliseconds = 100;

/**
 * Does work that is to end within a limit, and fails otherwise. When a part of the work is done,
 * `restart` begins the limit again. Time in which this process was too busy to listen does not
 * count, up to the same limit once more: the result may wait to be read. What the work does after
 * it was given up is not waited for.
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
  // It may still fail, when its session is killed for being late.
  running.catch(() => undefined);
  try {
    return await Promise.race([running, limit]);
  } finally {
    isOver = true;
    clearTimeout(timer);
  }
}
