const dayMilliseconds = 24 * 60 * 60 * 1000;

/** A certificate that expires within this many days expires soon. */
export const soonDays = 30;

/** Whether a time is past, or less than `soonDays` days away. */
export function endsSoon(time: Date, now: Date): boolean {
  return time.getTime() - now.getTime() < soonDays * dayMilliseconds;
}

/** The day of a time, in UTC, such as `2026-11-28`. */
export function dayOf(time: Date): string {
  return Number.isNaN(time.getTime()) ? "an unknown day" : time.toISOString().slice(0, "2026-11-28".length);
}
