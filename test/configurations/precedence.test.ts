import { expect, test } from "vitest";
import { formatIdentity, parseIdentity } from "../../provider/src/configurations/identity";
import { nearerThan, precedence } from "../../provider/src/configurations/precedence";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";

test.each([
  [webService, "service:WebServer:a.contoso.com", "Redmond", ["Service:WebServer:a.contoso.com", "Site:Redmond", "Global"]],
  [webService, "service:WebServer:a.contoso.com", undefined, ["Service:WebServer:a.contoso.com", "Global"]],
  [webService, "site:Redmond", "Redmond", ["Site:Redmond", "Global"]],
  [webService, "global", undefined, ["Global"]],
  // A site has no proxy configuration.
  [proxy, "service:Registrar:a.contoso.com", "Redmond", ["Service:Registrar:a.contoso.com", "Global"]],
  [proxy, "global", "Redmond", ["Global"]],
])("the collections that can apply to $1 in site $2 are listed with the nearest first", (noun, identity, site, expected) => {
  expect(precedence(noun, parseIdentity(identity, noun), site).map(formatIdentity)).toEqual(expected);
});

test("the collections that are nearer than a scope would apply instead of it", () => {
  const all = precedence(webService, parseIdentity("service:WebServer:a.contoso.com", webService), "Redmond");
  expect(nearerThan("global", all).map(formatIdentity)).toEqual(["Service:WebServer:a.contoso.com", "Site:Redmond"]);
  expect(nearerThan("site", all).map(formatIdentity)).toEqual(["Service:WebServer:a.contoso.com"]);
  expect(nearerThan("service", all)).toEqual([]);
});
