import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { shapeOf, type CallShape } from "../../provider/src/simulator/recorder";
import { cases } from "../contract/cases";

/** The requests that the provider sent in all other suites of this run, one per line. */
function recorded(): CallShape[][] {
  const file = process.env.LYNC_RECORD_REQUESTS ?? "";
  if (!existsSync(file)) return [];
  return [...new Set(readFileSync(file, "utf8").trim().split("\n"))].map((line) => JSON.parse(line) as CallShape[]);
}

/** A call's cmdlet, and each of its parameters with the kind of its value. */
function partsOf({ cmdlet, parameters }: CallShape): string[] {
  return [cmdlet, ...Object.entries(parameters).map(([name, kind]) => `${cmdlet} -${name} <${kind}>`)];
}

/** The cmdlets of a request, in order. */
function sequenceOf(request: readonly { cmdlet: string }[]): string {
  return request.map(({ cmdlet }) => cmdlet).join(", ");
}

const contract = cases.flatMap(({ steps }) => steps.map(({ call }) => shapeOf(call)));

test("a whole run, such as npm test, has recorded its requests", () => {
  if (process.env.LYNC_WHOLE_RUN === "1") expect(recorded().length).toBeGreaterThan(20);
});

test("a call's shape says what its lists contain, and distinguishes whole numbers from others", () => {
  const origin = { make: "New-CsWebOrigin", with: { Url: "https://a.com" } };
  const parameters = {
    A: { list: [origin, origin] },
    B: { replace: [] },
    C: { add: [origin], remove: [origin] },
    D: origin,
    E: 1,
    F: 1.5,
    G: null,
  };
  expect(shapeOf({ cmdlet: "Set-CsWebServiceConfiguration", parameters }).parameters).toEqual({
    A: "list of New-CsWebOrigin",
    B: "replace of ",
    C: "add of New-CsWebOrigin; remove of New-CsWebOrigin",
    D: "New-CsWebOrigin",
    E: "whole",
    F: "decimal",
    G: "null",
  });
});

test("every recorded call has only parts that a contract case has", () => {
  const known = new Set(contract.flatMap(partsOf));
  const unknown = new Set(recorded().flatMap((request) => request.flatMap(partsOf).filter((part) => !known.has(part))));
  expect([...unknown]).toEqual([]);
});

test("every recorded request with several calls has an order that a contract case has", () => {
  const known = new Set(cases.filter(({ together }) => together === true).map(({ steps }) => sequenceOf(steps.map(({ call }) => call))));
  const several = recorded().filter(({ length }) => length > 1);
  expect([...new Set(several.map(sequenceOf))].filter((sequence) => !known.has(sequence))).toEqual([]);
});
