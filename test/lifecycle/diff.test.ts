import { describe, expect, test } from "vitest";
import { webService } from "../../provider/src/configurations/webService";
import { diff } from "../support/verbs";
import { unknownValue } from "../../provider/src/stack/unknown";
import { simulate } from "../support/simulated";

const identity = "Service:WebServer:LyncPool01.contoso.com";
const olds = { __provider: "old text", identity, usePinAuth: false, signInMethods: "passive", deployment: "simulator:contoso.json" };

describe("diff", () => {
  test.each([
    ["nothing", { identity, usePinAuth: false }, false, []],
    ["another provider text", { __provider: "new text", identity, usePinAuth: false }, false, []],
    ["an identity that differs only in case", { identity: identity.toUpperCase(), usePinAuth: false }, false, []],
    ["a changed setting", { identity, usePinAuth: true }, true, []],
    ["a setting that was not declared", { identity, usePinAuth: false, useWindowsAuth: "None" }, true, []],
    ["a setting that is no longer declared", { identity }, true, []],
    ["a setting that is not known yet", { identity, usePinAuth: unknownValue }, true, []],
    ["another identity", { identity: "Site:Redmond", usePinAuth: false }, true, ["identity"]],
    ["an identity that is not known yet, which may turn out to be the same", { identity: unknownValue, usePinAuth: false }, true, []],
  ])("returns the changes and replacements of %s", async (_what, news, changes, replaces) => {
    expect(await diff(webService, simulate().deployment, olds, news)).toEqual({ changes, replaces, deleteBeforeReplace: false });
  });

  test("refuses a state of another deployment", async () => {
    await expect(diff(webService, simulate().deployment, { ...olds, deployment: "local" }, olds)).rejects.toThrow(
      'belongs to the deployment "local"',
    );
  });
});
