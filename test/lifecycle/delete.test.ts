import { afterEach, describe, expect, test, vi } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { claimsOn } from "../../provider/src/lifecycle/claims";
import { remove } from "../../provider/src/lifecycle/delete";
import { read } from "../../provider/src/lifecycle/read";
import { simulate, type Simulated } from "../support/simulated";

const pool = "LyncPool01.contoso.com";
const deployment = "simulator:contoso.json";
const web = { identity: `Service:WebServer:${pool}`, deployment };
const proxies = { identity: `Service:Registrar:${pool}`, deployment };

async function bothRead(): Promise<Simulated> {
  const simulated = simulate();
  await simulated.run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: web.identity } });
  await simulated.run({ cmdlet: "New-CsProxyConfiguration", parameters: { Identity: proxies.identity } });
  await read(webService, simulated.deployment, web.identity, web);
  await read(proxy, simulated.deployment, proxies.identity, proxies);
  simulated.calls.length = 0;
  return simulated;
}

function removals({ calls }: Simulated): string[] {
  return calls.map(({ cmdlet }) => cmdlet).filter((cmdlet) => cmdlet.startsWith("Remove"));
}

describe("a pool's Web Services wait for the undoing of its proxy", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test("however much later the engine asks for it", async () => {
    const simulated = await bothRead();
    const first = remove(webService, simulated.deployment, web);
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
    expect(removals(simulated)).toEqual([]);
    await Promise.all([remove(proxy, simulated.deployment, proxies), first]);
    expect(removals(simulated)).toEqual(["Remove-CsProxyConfiguration", "Remove-CsWebServiceConfiguration"]);
  });

  test("and are not undone where that failed", async () => {
    const simulated = await bothRead();
    simulated.setFaults({ cmdlet: "Remove-CsProxyConfiguration", fail: { category: "PermissionDenied", id: "Denied" } });
    const both = [remove(webService, simulated.deployment, web), remove(proxy, simulated.deployment, proxies)];
    for (const { status } of await Promise.allSettled(both)) expect(status).toBe("rejected");
    expect(removals(simulated)).toEqual(["Remove-CsProxyConfiguration"]);
  });

  test("but not for one that the program still declares", async () => {
    const simulated = await bothRead();
    claimsOn(simulated.deployment).declare(proxy, proxies.identity, {});
    await remove(webService, simulated.deployment, web);
    expect(removals(simulated)).toEqual(["Remove-CsWebServiceConfiguration"]);
  });

  test("and go ahead, with a warning, where nobody asks for it", async () => {
    const simulated = await bothRead();
    const over = new AbortController();
    over.abort();
    vi.spyOn(AbortSignal, "timeout").mockReturnValue(over.signal);
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await remove(webService, simulated.deployment, web);
    expect(removals(simulated)).toEqual(["Remove-CsWebServiceConfiguration"]);
    expect(written.mock.calls.join("")).toContain(`warning: undone although the proxy collection of ${pool}`);
  });
});
