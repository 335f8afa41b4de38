import { expect, test } from "vitest";
import { deploymentChecks, machineChecks, networkChecks, sessionChecks } from "../../../provider/src/cli/doctor/checks";

test.each([...machineChecks, ...sessionChecks, ...deploymentChecks, ...networkChecks])(
  "$name says what it reads, in case it fails",
  ({ name, asked }) => {
    expect(asked).toMatch(/^[\w$].{20,}(?:\.|\| Select-Object [\w, ]+|Get-Cs\w+)$/);
    expect(asked.replace(/\.$/, "")).not.toBe(name);
  },
);
