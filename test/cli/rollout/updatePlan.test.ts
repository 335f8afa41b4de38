import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { unknownValue } from "../../../provider/src/stack/unknown";
import path from "node:path";
import { expect, test } from "vitest";
import { parsePreview } from "../../../provider/src/cli/preview";
import { whyUnusable, withUpdatePlan } from "../../../provider/src/cli/rollout/updatePlan";

const secret = (how: object): object => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ...how });

test("an update plan is in a folder that no other user can read, and is always removed afterwards", async () => {
  let seen = "";
  const fail = withUpdatePlan((file) => {
    seen = file;
    writeFileSync(file, "{}");
    expect(statSync(path.dirname(file)).mode & 0o077).toBe(0);
    return Promise.reject(new Error("up failed"));
  });
  await expect(fail).rejects.toThrow("up failed");
  expect(existsSync(path.dirname(seen))).toBe(false);
});

test("the update plan of a preview that does not know all values is not used, because check may then record others", async () => {
  const step = (type: string): object => ({
    op: "create",
    urn: `urn:pulumi:test::test::${type}::x`,
    newState: { inputs: { identity: "Global", specialConfigurationList: [unknownValue] } },
  });
  await withUpdatePlan(async (file) => {
    writeFileSync(file, "{}");
    const ours = parsePreview(JSON.stringify({ steps: [step("pulumi-nodejs:dynamic/lync:ProxyConfiguration")] }), "a test");
    expect(await whyUnusable(file, ours)).toBe("some values are not known until the update runs");
    const others = parsePreview(JSON.stringify({ steps: [step("aws:s3/bucket:Bucket")] }), "a test");
    expect(await whyUnusable(file, others)).toBeUndefined();
  });
});

test.each([
  ["of a resource with an input of that name is used", { state: [{ plaintext: "hello" }] }, undefined],
  ["with encrypted secrets is used", { state: [{ url: secret({ ciphertext: "v1:x" }) }] }, undefined],
  ["with a readable secret is removed", { state: [{ url: secret({ plaintext: '"hunter2"' }) }] }, "with secrets that are not encrypted"],
  ["that cannot be parsed is not used", "half", "Pulumi saved no readable update plan"],
])("an update plan %s", async (_what, plan, why) => {
  await withUpdatePlan(async (file) => {
    writeFileSync(file, typeof plan === "string" ? plan : JSON.stringify(plan));
    const said = await whyUnusable(file, parsePreview("{}", "a test"));
    if (why === undefined) expect(said).toBeUndefined();
    else expect(said).toContain(why);
    expect(existsSync(file) && readFileSync(file, "utf8").includes("hunter2")).toBe(false);
  });
});
