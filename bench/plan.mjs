/**
 * The sizes of all steps, and about how long each step takes on two idle cores.
 * @typedef {object} Plan
 * @property {"full" | "quick"} mode
 * @property {number} limitSeconds
 * @property {{ collections: number, rounds: number, seconds: number }} sideBySide
 * @property {{ rounds: number, seconds: number }} start
 * @property {{ pools: number, latencyMilliseconds: number, seconds: number }} latency
 * @property {{ smaller: number, larger: number, seconds: number }} growth the sizes in addition to
 * that of `sideBySide`
 * @property {{ calls: number, processes: number, seconds: number }} powershell
 * @property {{ smaller: number, larger: number, rounds: number, seconds: number }} report in pools
 */

/** @type {Plan} */
export const fullPlan = {
  mode: "full",
  limitSeconds: 20 * 60,
  sideBySide: { collections: 300, rounds: 3, seconds: 310 },
  start: { rounds: 9, seconds: 35 },
  latency: { pools: 100, latencyMilliseconds: 300, seconds: 180 },
  growth: { smaller: 100, larger: 1000, seconds: 290 },
  powershell: { calls: 500, processes: 10, seconds: 40 },
  report: { smaller: 40, larger: 1000, rounds: 9, seconds: 25 },
};

/** @type {Plan} */
export const quickPlan = {
  mode: "quick",
  limitSeconds: 2 * 60,
  sideBySide: { collections: 40, rounds: 1, seconds: 33 },
  start: { rounds: 3, seconds: 8 },
  latency: { pools: 5, latencyMilliseconds: 300, seconds: 20 },
  growth: { smaller: 15, larger: 120, seconds: 35 },
  powershell: { calls: 100, processes: 3, seconds: 20 },
  report: { smaller: 40, larger: 200, rounds: 2, seconds: 5 },
};
