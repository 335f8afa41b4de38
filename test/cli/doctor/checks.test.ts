import { expect, test } from "vitest";
import { deploymentChecks, machineChecks, networkChecks, sessionChecks } from "../../../provider/src/cli/doctor/checks";

test.each([...machineChecks, ...sessionChecks, ...deploymentChecks, ...networkChecks])(
  "$name says what it asks, also where it comes to nothing",
  ({ name, asked }) => {
    expect(asked).toMatch(/^[\w$].{20,}\.$/);
    expect(asked).not.toBe(`${name}.`);
  },
);
