/**
 * The fastest of several runs, because other work on the machine can only add time.
 * @param {readonly number[]} values
 */
export function least(values) {
  return Math.min(...values);
}

/** The middle value. @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * The exponent p of y = c · x^p, by least squares of the logarithms.
 * @param {readonly { x: number, y: number }[]} points
 */
export function exponentOf(points) {
  const logs = points.map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }));
  const mean = (/** @type {"x" | "y"} */ axis) => logs.reduce((sum, point) => sum + point[axis], 0) / logs.length;
  const [meanX, meanY] = [mean("x"), mean("y")];
  const slope = logs.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  return slope / logs.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
}

/** @param {number} value */
export function inSeconds(value) {
  return `${value.toFixed(value < 10 ? 2 : 1)} s`;
}

/** @param {number} bytes */
export function inMegabytes(bytes) {
  return `${(bytes / 1e6).toFixed(bytes < 10e6 ? 2 : 0)} MB`;
}
