import { describe, expect, test } from "vitest";
import type { Report } from "../../../provider/src/cli/report/report";
import { findingGroups, headOf, isUndermined, summaryOf } from "../../../provider/src/cli/report/summary";
import { exampleReport as example, passivePlace } from "../../support/exampleReport";

const report = (more: Partial<Report> = {}): Report => ({ ...example, ...more });

describe("the head of a report", () => {
  test("names the deployment, when it was read, and the stacks that it is compared with", () => {
    expect(headOf(report())).toBe("The deployment contoso was read at 2026-11-28 14:00:00 UTC. It is compared with the last up of prod.");
    expect(headOf(report({ stacks: [] }))).toBe(
      "The deployment contoso was read at 2026-11-28 14:00:00 UTC. It is not compared with any stack.",
    );
  });

  test.each([
    [{}, "Passive authentication is declared at 2 of 2 pools. Something undermines it at 1 of these 2."],
    [{ stacks: [] }, "Passive authentication is meant to be on at 2 of 2 pools. Something undermines it at 1 of these 2."],
    [{ places: [passivePlace("One")] }, "Passive authentication is declared at 1 of 1 pool. Nothing undermines it."],
    [
      { places: [passivePlace("One")], isWhole: false },
      "Passive authentication is declared at 1 of 1 pool. Nothing is known to undermine it.",
    ],
    [{ places: [] }, "Passive authentication is declared at 0 of 0 pools."],
  ] satisfies [Partial<Report>, string][])("counts the pools of a report with %j", (more, summary) => {
    expect(summaryOf(report(more))).toBe(summary);
  });
});

test("a finding undermines a place only if passive authentication is meant to be on there", () => {
  const bad = passivePlace("Two", { findings: [{ code: "noSecondFactor", severity: "undermines", message: "Bad." }] });
  expect(isUndermined(bad)).toBe(true);
  expect(isUndermined({ ...bad, isPassiveDeclared: false })).toBe(false);
  expect(isUndermined(passivePlace("One"))).toBe(false);
});

test("a finding of several places appears once, and the worst come first", () => {
  const information = { code: "certificatesWorkOn", severity: "information", message: "Old ones work on." } as const;
  const bad = { code: "noSecondFactor", severity: "undermines", message: "NTLM is on." } as const;
  const places = [passivePlace("One", { findings: [information] }), passivePlace("Two", { findings: [bad, information] })];
  expect(findingGroups({ places })).toEqual([
    { words: "!! NTLM is on. [noSecondFactor]", places: ["Two.contoso.com"] },
    { words: "i Old ones work on. [certificatesWorkOn]", places: ["One.contoso.com", "Two.contoso.com"] },
  ]);
});
