import { describe, expect, test } from "vitest";
import { judgeClocks, type Reading } from "../../../../provider/src/cli/doctor/network/clocks";

const reading = (host: string, seconds: number, isFederation = false): Reading => ({
  host,
  millisecondsAhead: seconds * 1000,
  isFederation,
});
const judged = (...readings: Reading[]): unknown[] => judgeClocks(readings).map(({ advice: _, ...verdict }) => verdict);

describe("clocks", () => {
  test("are compared with AD FS's", () => {
    const found = "The clocks of 2 of 2 servers differ from AD FS's (sts) by no more than 60 s.";
    expect(judged(reading("fe01", 3580), reading("sts", 3600, true), reading("fe02", 3660))).toContainEqual({
      subject: "the servers",
      status: "fine",
      found,
    });
  });

  test("are compared with this machine's if AD FS did not respond", () => {
    const found = "The clocks of 1 of 1 servers differ from this machine's by no more than 300 s.";
    expect(judged(reading("fe01", -300))).toEqual([{ subject: "the servers", status: "fine", found }]);
  });

  test("that differ by more than five minutes are one finding for each server", () => {
    expect(judged(reading("sts", 0, true), reading("fe01", 301), reading("fe02", -4000), reading("fe03", 2))).toEqual([
      { subject: "fe01", status: "finding", code: "clocksDiffer", found: "Its clock is 301 s ahead of AD FS's (sts)." },
      { subject: "fe02", status: "finding", code: "clocksDiffer", found: "Its clock is 4000 s behind AD FS's (sts)." },
      { subject: "the servers", status: "fine", found: "The clocks of 1 of 3 servers differ from AD FS's (sts) by no more than 2 s." },
    ]);
  });

  test("are compared with this machine's too, whose wrong clock is only information", () => {
    expect(judged(reading("sts", 600, true))).toEqual([
      { subject: "this machine", status: "information", found: "This machine's clock is 600 s behind AD FS's (sts)." },
    ]);
  });

  test("are not judged if no server sent a date", () => {
    expect(judged()).toEqual([]);
  });
});
