const TERMINAL_SECONDS = 1;
const LOG_SECONDS = 15;

/**
 * Prints what is being done, and shows that it still runs. It prints to standard error, because the
 * user may parse a command's standard output.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(what, work) {
  const started = performance.now();
  const elapsed = () => `${Math.round((performance.now() - started) / 1000)} s`;
  const stop = process.stderr.isTTY ? showOnTerminal(what, elapsed) : showInLog(what, elapsed);
  try {
    return await work();
  } finally {
    stop();
  }
}

/** @param {string} message */
export function say(message) {
  process.stderr.write(`${message}\n`);
}

/** @param {string} what @param {() => string} elapsed */
function showOnTerminal(what, elapsed) {
  say(what);
  const timer = setInterval(() => process.stderr.write(`\r  ${elapsed()} `), TERMINAL_SECONDS * 1000);
  return () => {
    clearInterval(timer);
    process.stderr.write(`\r  took ${elapsed()}\n`);
  };
}

/** @param {string} what @param {() => string} elapsed */
function showInLog(what, elapsed) {
  say(what);
  const timer = setInterval(() => say(`  still running (${elapsed()})`), LOG_SECONDS * 1000);
  return () => {
    clearInterval(timer);
    say(`  took ${elapsed()}`);
  };
}
