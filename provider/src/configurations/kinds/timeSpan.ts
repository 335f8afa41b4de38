import type { Facts, Setting } from "../setting";
import { parsed } from "./parsed";

const ticksPerSecond = 10_000_000n;
const ticksPerDay = 86_400n * ticksPerSecond;
const maxTicks = 2n ** 63n - 1n;

/**
 * A span of time, as text `[d.]hh:mm:ss[.fffffff]` or in seconds. The canonical form is .NET's
 * text, such as `00:00:06`.
 */
export function timeSpan(facts: Facts<string>): Setting<string, string | number> {
  const read = (value: unknown): string | undefined => {
    const ticks = readTimeSpan(value);
    return ticks === undefined ? undefined : formatTimeSpan(ticks);
  };
  return {
    ...facts,
    csType: { name: "TimeSpan" },
    allowed: 'a span of time, as "hh:mm:ss" ("00:00:06", or "1.00:00:00" for a day) or a number of seconds',
    schema: () => parsed(read),
    // The server may have a negative one, which a program may not declare. It is kept unchanged.
    fromAnswer: (answer) => (typeof answer === "string" ? (read(answer) ?? answer) : undefined),
    equal: Object.is,
  };
}

/**
 * The ticks (tenths of a microsecond) of a text or of a number of seconds. Undefined for any other
 * value, and for a negative one.
 */
export function readTimeSpan(value: unknown): bigint | undefined {
  if (typeof value === "number") {
    return value >= 0 && value < Number(maxTicks / ticksPerSecond) ? BigInt(Math.round(value * Number(ticksPerSecond))) : undefined;
  }
  if (typeof value !== "string") return undefined;
  const parts = /^(?:(\d{1,8})\.)?([01]?\d|2[0-3]):([0-5]?\d):([0-5]?\d)(?:\.(\d{1,7}))?$/.exec(value.trim());
  if (parts === null) return undefined;
  const [, days = "0", hours = "0", minutes = "0", seconds = "0", fraction = ""] = parts;
  const inSeconds = ((BigInt(days) * 24n + BigInt(hours)) * 60n + BigInt(minutes)) * 60n + BigInt(seconds);
  const ticks = inSeconds * ticksPerSecond + BigInt(fraction.padEnd(7, "0"));
  return ticks <= maxTicks ? ticks : undefined;
}

/** .NET's text of a span of time, with days and fractions only if there are any. */
export function formatTimeSpan(ticks: bigint): string {
  const days = ticks / ticksPerDay;
  const seconds = (ticks % ticksPerDay) / ticksPerSecond;
  const fraction = ticks % ticksPerSecond;
  const clock = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n].map((part) => String(part).padStart(2, "0")).join(":");
  return `${days > 0n ? `${days}.` : ""}${clock}${fraction > 0n ? `.${String(fraction).padStart(7, "0")}` : ""}`;
}
