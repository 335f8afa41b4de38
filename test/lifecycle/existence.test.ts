import { expect, test } from "vitest";
import type { Noun } from "../../provider/src/configurations/noun";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { check } from "../support/verbs";
import { simulate } from "../support/simulated";

// test/engine/wrongPool.test.ts shows that three more such messages reach the user.
test.each<[what: string, noun: Noun, identity: string, role: string | undefined, said: string]>([
  ["a short name", webService, "Service:WebServer:LyncPool01", "enterprisePool", 'Did you mean "LyncPool01.contoso.com"?'],
  ["a pool whose name is like no other", webService, "Service:WebServer:a.b.c", undefined, 'It has "Director01.contoso.com", '],
  [
    "a user pool as a Director",
    webService,
    "Service:WebServer:LyncPool01.contoso.com",
    "director",
    '"LyncPool01.contoso.com" is a user pool, but the program declares it with the role "director".',
  ],
  ["a user pool as an Edge", proxy, "Service:EdgeServer:LyncPool01.contoso.com", "edge", "is a user pool. It has no service EdgeServer"],
  [
    "an Edge as a user pool",
    webService,
    "Service:WebServer:EdgePool01.contoso.com",
    "standardEdition",
    "is an Edge. It has no service WebServer",
  ],
  [
    "a branch's Web Services",
    webService,
    "Service:WebServer:Branch01.contoso.com",
    undefined,
    "is a survivable branch appliance. It has no service WebServer that could have a collection. Its users register here, but get their web tickets from the pool behind it. " +
      'Declare its proxy instead, a ProxyConfiguration of "Service:Registrar:Branch01.contoso.com".',
  ],
  ["a Director's proxy", proxy, "Service:Registrar:Director01.contoso.com", undefined, "is a Director. It has no service Registrar"],
])("%s is refused", async (_what, noun, identity, role, said) => {
  const { deployment, calls } = simulate();
  const { failures } = await check(noun, deployment, {}, { identity, beside: role === undefined ? {} : { role } });
  expect(failures).toEqual([{ property: "identity", reason: expect.stringContaining(said) }]);
  expect(calls.filter(({ cmdlet }) => !cmdlet.startsWith("Get-"))).toEqual([]);
});

test.each<[what: string, identity: string, said: string]>([
  [
    "a SQL server",
    "Service:WebServer:sql01.contoso.com",
    '"sql01.contoso.com" is a pool of UserDatabase and ApplicationDatabase. It has no service WebServer',
  ],
  ["a misspelt pool whose name is more like a SQL server's", "Service:WebServer:sql0.contoso.com", 'It has "LyncPool01.contoso.com". If'],
])("%s is refused in a deployment that has pools of further roles", async (_what, identity, said) => {
  const pools = [
    { fqdn: "sql01.contoso.com", role: "sqlServer" },
    { fqdn: "LyncPool01.contoso.com", role: "enterprisePool" },
  ];
  const { deployment } = simulate({ serverVersion: 2013, sites: [{ name: "Redmond", pools }] });
  const { failures } = await check(webService, deployment, {}, { identity });
  expect(failures).toEqual([{ property: "identity", reason: expect.stringContaining(said) }]);
});

test("a collection that the stack already has is not refused, but has a warning that begins with the pool", async () => {
  const { newProcess } = simulate();
  const identity = "Service:WebServer:LyncPool01.contoso.com";
  const first = (await check(webService, newProcess(), {}, { identity })).inputs as { warnings?: string[] };
  const { inputs, failures } = await check(
    webService,
    newProcess(),
    { ...first },
    { identity, usePinAuth: false, beside: { role: "director" } },
  );
  expect(failures).toEqual([]);
  const said = '"LyncPool01.contoso.com" is a user pool, but the program declares it with the role "director". [otherRole]';
  expect((inputs as { warnings?: string[] }).warnings).toContain(said);
});
