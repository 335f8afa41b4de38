/**
 * Does work that is to end within a limit, and fails otherwise. The work may say that a part of it is done: the limit then begins anew. What it does
 * after it was given up is not waited for.
 */
export async function within<T>(seconds: number, work: (next: () => void) => Promise<T>, failure: () => Error): Promise<T> {
  let restart = (): void => undefined;
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    restart = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        reject(failure());
      }, seconds * 1000);
    };
  });
  restart();
  const running = work(() => {
    restart();
  });
  // It may still fail, when its session is killed for being late.
  running.catch(() => undefined);
  try {
    return await Promise.race([running, limit]);
  } finally {
    restart = () => undefined;
    clearTimeout(timer);
  }
}
