import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { besideOf } from "../../provider/src/resources/beside";
import { newRun, type Declaration } from "../../provider/src/resources/program";

const passive = (pool: string): Declaration => ({
  noun: webService,
  mark: `${pool}-web`,
  args: { identity: `Service:WebServer:${pool}`, useWsFedPassiveAuth: true },
  opts: {},
});
const proxyAt = (identity: string, dependsOn: object[] = []): Declaration => ({
  noun: proxy,
  mark: identity,
  args: { identity },
  opts: { dependsOn: dependsOn as never[] },
});
const pools = [passive("A.contoso.com"), passive("B.contoso.com")];
const heard = (declaration: Declaration): ReturnType<typeof besideOf> =>
  besideOf({ ...newRun(), isChecked: true, declarations: [...pools, declaration] }, declaration);

test("a pool's proxy receives only its own Web Services, and nothing if it waits for another resource", async () => {
  expect(await heard(proxyAt("Service:Registrar:A.contoso.com"))).toEqual({
    passive: "a.contoso.com",
    proxies: "service:registrar:a.contoso.com",
  });
  expect(await heard(proxyAt("Service:Registrar:A.contoso.com", [{}]))).toBeUndefined();
});

test("an Edge's proxy, and that of a pool without declared Web Services (perhaps a branch), receive all passive pools", async () => {
  for (const dependsOn of [[], [{}]]) {
    for (const identity of ["Service:EdgeServer:Edge.contoso.com", "Service:Registrar:Branch.contoso.com"]) {
      expect(await heard(proxyAt(identity, dependsOn))).toEqual({
        passive: "a.contoso.com b.contoso.com",
        proxies: identity.toLowerCase(),
      });
    }
  }
});

test("Web Services receive nothing, because their surroundings are judged at the end", async () => {
  expect(await heard(passive("C.contoso.com"))).toBeUndefined();
});
