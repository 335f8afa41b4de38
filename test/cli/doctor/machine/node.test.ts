import { expect, test } from "vitest";
import { nodeCheck, nodeResult } from "../../../../provider/src/cli/doctor/machine/node";
import { machineContext } from "../../../support/programs";

test("the Node.js that runs this test is fine", async () => {
  expect(await nodeCheck.run(machineContext)).toMatchObject([
    { check: "Node.js", status: "fine", found: `This is Node.js ${process.version}.` },
  ]);
});

test.each([
  ["v20.19.0", "fine"],
  ["v26.0.0", "fine"],
  ["v20.18.3", "finding"],
  ["v18.20.8", "finding"],
])("Node.js %s: %s", (version, status) => {
  const result = nodeResult(version);
  expect(result.status).toBe(status);
  if (status === "fine") return;
  expect(result).toMatchObject({
    code: "nodeUnsupported",
    found: `This is Node.js ${version}. pulumi-lync needs >=20.19.`,
    advice: "Install Node.js 20.19.0 or later, and put it first on PATH.",
  });
});
