import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { simulate } from "../support/simulated";

const identity = "Service:Registrar:LyncPool01.contoso.com";

test("a Remove that succeeds but removes nothing is a failure, and a collection that stays visible a little longer is waited for", async () => {
  const { deployment, setFaults } = simulate();
  await deployment.create(proxy, identity, { values: { useNtlmForClientToProxyAuth: false } });
  setFaults({ cmdlet: "Remove-CsProxyConfiguration", forget: true, times: 1 });
  await expect(deployment.remove(proxy, identity)).rejects.toMatchObject({
    kind: "verificationFailed",
    message: `Remove-CsProxyConfiguration -Identity '${identity}' succeeded, but "${identity}" still exists.`,
  });
  setFaults({ cmdlet: "Get-CsProxyConfiguration", lagSeconds: 30, times: 1 });
  await deployment.remove(proxy, identity);
  expect(await deployment.find(proxy, identity)).toBeUndefined();
});
