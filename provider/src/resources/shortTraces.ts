/**
 * The number of frames that reach the program's own line: three of Pulumi, one of the resource
 * class, one of a component, and that line.
 */
const frames = 6;

/**
 * Shortens stack traces while a resource is registered. Returns a function that restores their
 * length.
 *
 * For each property of each resource, Pulumi formats four traces of ten frames through their source
 * maps, in order to report leaked promises. That takes most of the time of a large program. If
 * PULUMI_DEBUG_PROMISE_LEAKS is set, the traces keep their length.
 */
export function shortenTraces(): () => void {
  const limit = Error.stackTraceLimit;
  if (!process.env.PULUMI_DEBUG_PROMISE_LEAKS) Error.stackTraceLimit = Math.min(limit, frames);
  return () => {
    Error.stackTraceLimit = limit;
  };
}
