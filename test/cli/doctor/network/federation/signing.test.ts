import { describe, expect, test } from "vitest";
import { judgeSigning } from "../../../../../provider/src/cli/doctor/network/federation/signing";

const now = new Date("2026-11-28");

/** Judges certificates that are valid between these days. */
const judged = (...days: [from: string, to: string][]): unknown[] =>
  judgeSigning(
    days.map(([from, to], index) => ({ subject: `CN=${index}`, validFrom: new Date(from), validTo: new Date(to) })),
    now,
  ).map(({ advice: _, ...verdict }) => verdict);

describe("signing certificates", () => {
  test.each<[string, [from: string, to: string][]]>([
    ["one is valid", [["2026-01-01", "2027-06-01"]]],
    [
      "one has ended, and another is valid",
      [
        ["2025-01-01", "2026-01-01"],
        ["2026-01-01", "2027-06-01"],
      ],
    ],
    [
      "one is not valid yet, and another is valid",
      [
        ["2027-01-01", "2027-12-01"],
        ["2026-01-01", "2027-06-01"],
      ],
    ],
  ])("are fine if %s", (_what, days) => {
    expect(judged(...days)).toMatchObject([{ status: "fine" }]);
  });

  test("are a finding if none is valid now", () => {
    const found =
      "None of its signing certificates is valid now: CN=0 (from 2025-01-01 to 2026-11-28), CN=1 (from 2026-12-01 to 2027-12-01).";
    expect(judged(["2025-01-01", "2026-11-28"], ["2026-12-01", "2027-12-01"])).toEqual([
      { status: "finding", code: "noSigningCertificate", found },
    ]);
  });

  test.each<[string, [from: string, to: string][]]>([
    ["there is no other", [["2026-01-01", "2026-12-20"]]],
    [
      "the other one also ends soon",
      [
        ["2026-01-01", "2026-12-20"],
        ["2026-01-01", "2026-12-24"],
      ],
    ],
    [
      "the next one begins after a gap",
      [
        ["2026-01-01", "2026-12-20"],
        ["2026-12-21", "2027-12-24"],
      ],
    ],
  ])("are a finding if one ends soon and %s", (_what, days) => {
    expect(judged(...days)).toMatchObject([{ status: "finding", code: "certificateExpiring" }]);
  });

  test.each<[string, [from: string, to: string]]>([
    ["is valid already", ["2026-01-01", "2027-12-24"]],
    ["is valid before that one ends", ["2026-12-19", "2027-12-24"]],
  ])("are information if one ends soon but another one %s", (_what, next) => {
    const found =
      "A signing certificate expires within 30 days: CN=0 (from 2026-01-01 to 2026-12-20). Another one is valid until 2027-12-24.";
    expect(judged(["2026-01-01", "2026-12-20"], next)).toEqual([{ status: "information", found }]);
  });
});
