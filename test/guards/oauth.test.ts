import { describe, expect, test } from "vitest";
import { parseIdentity } from "../../provider/src/configurations/identity";
import { webService } from "../../provider/src/configurations/webService";
import { refused } from "../../provider/src/finding";
import { apartByOAuth, explained, notAsked, oauthFor, withoutOAuth } from "../../provider/src/guards/oauth";
import { certificateAlone, off, web } from "../support/judging";
import { scopeOf } from "../support/scopes";
import { simulate } from "../support/simulated";

const [old, fresh, next] = ["LyncPool10.contoso.com", "LyncPool15.contoso.com", "LyncPool16.contoso.com"] as const;
const topology = {
  serverVersion: 2015,
  sites: [
    {
      name: "Redmond",
      pools: [{ fqdn: old, role: "enterprisePool", version: 2010 }, ...[fresh, next].map((fqdn) => ({ fqdn, role: "enterprisePool" }))],
    },
  ],
};
const on = { offersOAuth: true, because: "" };
const tooOld = { offersOAuth: false, because: expect.stringContaining("of version 4.0.7577.0") as unknown };
const proxies = [{ values: { ...certificateAlone, useCertificateForClientToProxyAuth: true } }];

function view({ modern = true } = {}): { scope: ReturnType<typeof scopeOf>; asked: () => string[] } {
  const { deployment, calls } = simulate({ ...topology, modernAuthentication: modern });
  return { scope: scopeOf(webService, deployment), asked: () => calls.map(({ cmdlet }) => cmdlet) };
}

describe("OAuth, behind proxies with only certificates,", () => {
  test.each([
    ["is offered if a pool is new enough", [fresh], on],
    ["is not offered if the pool's servers are too old, with that reason", [old], tooOld],
    ["is offered if one of several pools may offer it", [old, fresh], on],
  ])("%s", async (_what, pools, expected) => {
    expect(await oauthFor(view().scope, { pools, web: off, proxies })).toEqual(expected);
  });

  test("is not offered if modern authentication is off, and no version is read", async () => {
    const { scope, asked } = view({ modern: false });
    expect(await oauthFor(scope, { pools: [old], web: off, proxies })).toEqual(notAsked);
    expect(asked()).toEqual(["Get-CsOAuthConfiguration"]);
  });

  test.each([
    ["the Web Services have another method", { ...off, useWindowsAuth: "NTLM" } as const, proxies],
    ["no proxy takes only certificates", off, [{ values: { ...certificateAlone, useNtlmForClientToProxyAuth: true } }]],
  ])("is not read if %s", async (_what, values, around) => {
    const { scope, asked } = view();
    expect(await oauthFor(scope, { pools: [old], web: values, proxies: around })).toEqual(notAsked);
    expect(asked()).toEqual([]);
  });
});

describe("pools with the same Web Services", () => {
  const around = { pool: `${old}, ${fresh}, ${next}`, pools: [old, fresh, next], web: off };

  test("are separated by whether they offer OAuth", async () => {
    expect(await apartByOAuth(view().scope, around)).toEqual([
      { ...around, pools: [fresh, next], pool: `${fresh}, ${next}`, oauth: on },
      { ...around, pools: [old], pool: old, oauth: tooOld },
    ]);
  });

  test("are not separated if it is unknown which of them is behind the proxy", async () => {
    const anyOf = { ...around, isAnyOf: true };
    expect(await apartByOAuth(view().scope, anyOf)).toEqual([{ ...anyOf, oauth: on }]);
  });

  test("are not separated if modern authentication is off", async () => {
    expect(await apartByOAuth(view({ modern: false }).scope, around)).toEqual([{ ...around, oauth: notAsked }]);
  });
});

test("the pools under Web Services that are too old for OAuth are named, with their versions", async () => {
  const { scope } = view();
  scope.memory.outlook.recordExpected(webService, { identity: "Site:Redmond", values: {}, unknown: [], secrets: [] });
  const under = (identity: string): Promise<string | undefined> => withoutOAuth(scope, parseIdentity(identity, webService));
  expect(await under("Site:Redmond")).toBe(`${old} of version 4.0.7577.0`);
  expect(await under(web(fresh))).toBeUndefined();
});

test("a finding says why OAuth is not offered", () => {
  const finding = refused("noWayToTicket", "", "No user can sign in.");
  const because = " The servers are too old.";
  expect(explained([finding], { offersOAuth: false, because })).toEqual([
    { ...finding, message: "No user can sign in. The servers are too old." },
  ]);
});
