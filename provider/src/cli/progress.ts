/** Reports how far some work has come, such as `Asking for backup pools: 12 of 40.` */
export type Say = (text: string) => void;

// Shorter work needs no progress line, and a terminal gets at most one line in this time.
const pauseMilliseconds = 1000;

/**
 * Does work that may take long. Its progress goes to standard error: at most one line a second, and
 * none if the work takes less than a second.
 */
export async function withProgress<T>(work: (say: Say) => Promise<T>, print: (line: string) => void = toStandardError): Promise<T> {
  let last: string | undefined;
  let told: string | undefined;
  const tell = (): void => {
    if (last === undefined || last === told) return;
    told = last;
    print(last);
  };
  const timer = setInterval(tell, pauseMilliseconds).unref();
  try {
    return await work((text) => {
      last = text;
    });
  } finally {
    clearInterval(timer);
  }
}

function toStandardError(line: string): void {
  process.stderr.write(`${line}\n`);
}
