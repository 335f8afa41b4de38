import { describe, expect, test, vi } from "vitest";
import { pulumiCheck, versionResult } from "../../../../provider/src/cli/doctor/machine/pulumi";
import { machineContext, programFolder, putProgram, searchOnly } from "../../../support/programs";

test("a machine without a Pulumi CLI is a finding that says what to do", async () => {
  searchOnly(programFolder({}));
  expect(await pulumiCheck.run(machineContext)).toMatchObject([
    { status: "finding", code: "pulumiMissing", advice: expect.stringContaining("Install the Pulumi CLI, 3.220.0 or later") },
  ]);
});

test("the Pulumi CLI is run only for its version, without variables that make it do more", async () => {
  vi.stubEnv("PULUMI_ACCESS_TOKEN", "secret");
  vi.stubEnv("PULUMI_HOME", "home");
  const folder = programFolder({});
  const variables = process.platform === "win32" ? "%PULUMI_HOME%%PULUMI_ACCESS_TOKEN%%1" : "$PULUMI_HOME$PULUMI_ACCESS_TOKEN$1";
  putProgram(folder, "pulumi", [`echo v3.230.0-${variables}`]);
  searchOnly(folder);
  const [result] = await pulumiCheck.run(machineContext);
  expect(result).toMatchObject({ status: "fine", found: expect.stringMatching(/ is version 3\.230\.0-homeversion\.$/) });
});

describe("what pulumi version prints", () => {
  test.each([
    ["v3.220.0", "fine"],
    ["v3.230.0-alpha.x1234567", "fine"],
    ["3.300.1", "fine"],
    ["v4.0.0", "fine"],
    ["v3.219.0", "finding"],
    ["v2.0.0", "finding"],
    ["", "unknown"],
    ["error: no", "unknown"],
  ])("%j: %s", (printed, status) => {
    const result = versionResult("/bin/pulumi", { printed });
    expect(result.status).toBe(status);
    expect(result.code).toBe({ fine: undefined, finding: "pulumiTooOld", unknown: "notJudged" }[status]);
  });

  test("is unknown if it did not run, and the reason is given", () => {
    expect(versionResult("/bin/pulumi", { failure: "It did not end within 30 seconds." })).toMatchObject({
      status: "unknown",
      found: "/bin/pulumi did not print its version. It did not end within 30 seconds.",
    });
  });
});
