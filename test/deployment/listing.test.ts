import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { CsDeployment } from "../../provider/src/deployment/csDeployment";
import type { Call, CallResult } from "../../provider/src/cmdlets/call";
import { quickPatience } from "../support/simulated";

const identity = "Service:Registrar:LyncPool01.contoso.com";
const result = (...identities: string[]): CallResult => ({
  objects: identities.map((Identity) => ({ Identity })),
  warnings: [],
  milliseconds: 1,
  error: null,
});
const failed: CallResult = { ...result(), error: { category: "ResourceBusy", id: "Busy", message: "Busy.", target: "" } };

/** A deployment whose Gets and Removes return these results, one after the other. */
function answering(answers: { Get: CallResult[]; Remove?: CallResult[] }): CsDeployment {
  const answer = ({ cmdlet }: Call): CallResult => answers[cmdlet.startsWith("Get") ? "Get" : "Remove"]?.shift() ?? result();
  const runner = {
    run: (calls: readonly Call[]) => Promise.resolve(calls.map(answer)),
    opening: () => Promise.reject(new Error("not asked")),
    about: () => Promise.reject(new Error("not asked")),
    close: () => Promise.resolve(),
  };
  return new CsDeployment(runner, { naming: { way: "local" }, patience: quickPatience });
}

test.each([
  ["nothing", result(), "returned 0 collections"],
  ["all but the global collection", result(identity), "returned 1 collections"],
])("a listing of %s is an error, and does not show that a collection is absent", async (_what, answer, words) => {
  const deployment = answering({ Get: [answer, result("Global")] });
  await expect(deployment.find(proxy, "Service:Registrar:Other.contoso.com")).rejects.toMatchObject({
    kind: "badAnswer",
    message: expect.stringContaining(`Get-CsProxyConfiguration ${words} without the global one, which always exists`),
  });
  // The failed listing is not kept.
  expect(await deployment.find(proxy, identity)).toBeUndefined();
});

test("if Remove fails twice but has removed the collection, the look after the second attempt shows it", async () => {
  const deployment = answering({
    Get: [result("Global", identity), result("Global", identity), result("Global")],
    Remove: [failed, failed],
  });
  await deployment.find(proxy, identity);
  await deployment.remove(proxy, identity);
  expect(await deployment.find(proxy, identity)).toBeUndefined();
});

test("the list of all collections leaves out those that were removed after the listing", async () => {
  const deployment = answering({ Get: [result("Global", identity), result("Global")] });
  const identities = async (): Promise<string[]> => (await deployment.list(proxy)).map((one) => one.identity);
  expect(await identities()).toEqual(["Global", identity]);
  await deployment.remove(proxy, identity);
  expect(await identities()).toEqual(["Global"]);
});
