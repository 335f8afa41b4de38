/**
 * As many frames as reach the program's own line: Pulumi's three, the resource class's, a
 * component's, and that line.
 */
const frames = 6;

/**
 * Shortens stack traces while a resource is registered; answers what gives them their length back.
 * For each property of each resource Pulumi formats four of them, ten frames long and through their
 * source maps, to tell of promises that leak: that is most of the time of a large program. Where
 * they are looked at they keep their length.
 */
export function shortenTraces(): () => void {
  const limit = Error.stackTraceLimit;
  if (!process.env.PULUMI_DEBUG_PROMISE_LEAKS) Error.stackTraceLimit = Math.min(limit, frames);
  return () => {
    Error.stackTraceLimit = limit;
  };
}
