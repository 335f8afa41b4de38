import { describe, expect, test } from "vitest";
import { Budget } from "../../bench/budget.mjs";
import { growthChart } from "../../bench/chart.mjs";
import { exponentOf } from "../../bench/figures.mjs";
import { meetsGoal, type Row } from "../../bench/row.mjs";
import { isWorse, tableOf } from "../../bench/table.mjs";

test.each([0.5, 1, 2])("a figure that grows with the power %f has that exponent", (power) => {
  const points = [100, 300, 1000].map((x) => ({ x, y: 7 * x ** power }));
  expect(exponentOf(points)).toBeCloseTo(power, 10);
});

const row = (given: Partial<Row>): Row => ({ id: "up", what: "up", against: "no-op", detail: "", ...given });

test.each([
  [{ goal: { atMost: 1.1 }, value: 1.1 }, true],
  [{ goal: { atMost: 1.1 }, value: 1.11 }, false],
  [{ goal: { atLeast: 100 }, value: 120 }, true],
  [{ goal: { exactly: 1 }, value: 0 }, false],
  [{ goal: { atMost: 1.1 } }, undefined],
  [{ value: 3 }, undefined],
])("%j meets its goal: %s", (given, met) => {
  expect(meetsGoal(row(given))).toBe(met);
});

test.each([
  [{ goal: { atMost: 2 }, value: 1.16 }, 1, true],
  [{ goal: { atMost: 2 }, value: 1.14 }, 1, false],
  [{ goal: { atLeast: 100 }, value: 100 }, 120, true],
  [{ goal: { atLeast: 100 }, value: 140 }, 120, false],
  [{ goal: { atMost: 2 } }, 1, false],
])("%j, which was %d, is worse by more than 15 %: %s", (given, before, worse) => {
  expect(isWorse(row(given), before)).toBe(worse);
});

test("the table marks a missed goal and a worse row, and says why a row was left out", () => {
  const rows = [row({ goal: { atMost: 1.1 }, value: 1.5 }), row({ id: "growth", what: "growth", detail: "left out: no time" })];
  const table = tableOf(rows, new Map([["up", 1]])).replace(/\s+/g, " ");
  expect(table).toContain("≤ 1.1 │ 1.50 │ MISSED │ 1: WORSE by 50 %");
  expect(table).toContain("– │ │ │ left out: no time");
});

describe("a budget", () => {
  test("refuses a step that would not end in time, judging by how slow the earlier steps were", () => {
    let now = 0;
    const budget = new Budget(100, () => now);
    expect(budget.refuse(30)).toBeUndefined();
    now = 60;
    expect(budget.refuse(30)).toBe("left out: it needs about 60 s, but only 40 s of 100 are left");
    expect(budget.refuse(20)).toBeUndefined();
  });
});

test("the chart of growth is an SVG", () => {
  const svg = growthChart([100, 1000].map((collections) => ({ collections, outsideSeconds: 1, lyncSeconds: 3, noopSeconds: 2 })));
  expect(svg).toMatch(/^<svg [^]*outside the engine, pulumi-lync[^]*<\/svg>\n$/);
});
