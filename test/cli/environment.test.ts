import { userInfo } from "node:os";
import { describe, expect, test } from "vitest";
import { engineVariables, prepareEnvironment } from "../../provider/src/cli/environment";

describe("gRPC reaches 127.0.0.1 without a proxy", () => {
  test.each([
    ["nothing else, if nothing is set", {}, "127.0.0.1"],
    ["the hosts in no_proxy", { no_proxy: "localhost,.contoso.com" }, "localhost,.contoso.com,127.0.0.1"],
    ["the hosts in no_grpc_proxy, which wins", { no_grpc_proxy: ".fabrikam.com", no_proxy: "localhost" }, ".fabrikam.com,127.0.0.1"],
    ["the hosts in no_proxy, if no_grpc_proxy is empty", { no_grpc_proxy: "", no_proxy: "localhost" }, "localhost,127.0.0.1"],
    ["the names without blanks, which gRPC would take for a part of a name", { no_proxy: "localhost, 127.0.0.1 ," }, "localhost,127.0.0.1"],
  ])("next to %s", (_title, env, expected) => {
    expect(engineVariables(env)).toMatchObject({ no_grpc_proxy: expected });
  });
});

test.runIf(process.platform !== "win32")("USER is set if it is missing, and kept otherwise", () => {
  expect(engineVariables({ USER: "me" })).not.toHaveProperty("USER");
  expect(engineVariables({})).toMatchObject({ USER: userInfo().username });
});

test("a variable that adds an option to every pulumi call is removed, and no other", () => {
  const env = { PULUMI_OPTION_TARGET: "urn", pulumi_option_json: "true", PULUMI_STACK: "dev", USER: "me" };
  prepareEnvironment(env);
  expect(env).toEqual({ PULUMI_STACK: "dev", USER: "me", no_grpc_proxy: "127.0.0.1" });
});
