import { userInfo } from "node:os";
import { describe, expect, test } from "vitest";
import { engineVariables, prepareEnvironment } from "../../provider/src/cli/environment";

describe("gRPC reaches 127.0.0.1 without a proxy", () => {
  test.each([
    ["nothing else, where nothing is set", {}, "127.0.0.1"],
    ["what no_proxy says", { no_proxy: "localhost,.contoso.com" }, "localhost,.contoso.com,127.0.0.1"],
    ["what no_grpc_proxy says, which wins", { no_grpc_proxy: ".fabrikam.com", no_proxy: "localhost" }, ".fabrikam.com,127.0.0.1"],
    ["what no_proxy says, where no_grpc_proxy is empty", { no_grpc_proxy: "", no_proxy: "localhost" }, "localhost,127.0.0.1"],
    ["no blanks, which gRPC would take for a part of the name", { no_proxy: "localhost, 127.0.0.1 ," }, "localhost,127.0.0.1"],
  ])("beside %s", (_title, env, expected) => {
    expect(engineVariables(env)).toMatchObject({ no_grpc_proxy: expected });
  });
});

test.runIf(process.platform !== "win32")("a user's name is set where it is missing, and kept where it is not", () => {
  expect(engineVariables({ USER: "me" })).not.toHaveProperty("USER");
  expect(engineVariables({})).toMatchObject({ USER: userInfo().username });
});

test("an option for every pulumi is taken out, and nothing else", () => {
  const env = { PULUMI_OPTION_TARGET: "urn", pulumi_option_json: "true", PULUMI_STACK: "dev", USER: "me" };
  prepareEnvironment(env);
  expect(env).toEqual({ PULUMI_STACK: "dev", USER: "me", no_grpc_proxy: "127.0.0.1" });
});
