/** How far some work has come, in words, such as `Asking for backup pools: 12 of 40.` */
export type Say = (text: string) => void;

// Work that is done sooner needs no words, and a terminal is told at most so often.
const pauseMilliseconds = 1000;

/**
 * Does work that may take long. What it says goes to standard error, but only of work that takes
 * over a second, and once a second.
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
