import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import type { Declared, Records } from "../../provider/src/stack/declared";
import { Owned } from "../../provider/src/stack/owned";
import { declaredOf } from "../support/scopes";

const identity = "Service:WebServer:LyncPool01.contoso.com";
const stateOf = (records: Records, of = identity): Declared => declaredOf(of, {}, { records });

test("the older of two halves of a collection knows the earlier values, and both name the secrets", () => {
  const owned = new Owned();
  owned.record(webService, stateOf({ since: 5, previous: { usePinAuth: true }, secretSettings: ["usePinAuth"] }));
  owned.record(webService, stateOf({ since: 9, previous: { usePinAuth: false }, secretSettings: ["useCertificateAuth"] }));
  expect(owned.get(webService, identity.toUpperCase())?.records).toEqual({
    since: 5,
    previous: { usePinAuth: true },
    secretSettings: ["useCertificateAuth", "usePinAuth"],
  });
});

test("a half that New created is older than any half that was adopted", () => {
  const owned = new Owned();
  owned.record(webService, stateOf({ since: 9, previous: { usePinAuth: false } }));
  owned.record(webService, stateOf({}));
  expect(owned.get(webService, identity)?.records).toEqual({});
  owned.record(webService, stateOf({ since: 9, previous: { usePinAuth: false } }));
  expect(owned.get(webService, identity)?.records).toEqual({});
});

test("outputs that were read replace what was only assumed about a collection", () => {
  const owned = new Owned();
  owned.recordAssumed(webService, stateOf({ since: 1 }));
  expect(owned.since(webService, stateOf({ since: 3 }))).toBe(3);
  owned.record(webService, stateOf({ since: 2 }));
  expect(owned.since(webService, stateOf({ since: 3 }))).toBe(2);
  owned.recordAssumed(webService, stateOf({ since: 1 }));
  owned.recordUnlessKnown(webService, stateOf({ since: 1 }));
  expect(owned.get(webService, identity)?.records.since).toBe(2);
});

test("what the program received from the engine counts if nothing was read", () => {
  const owned = new Owned();
  owned.recordUnlessKnown(webService, stateOf({ since: 4 }));
  expect(owned.get(webService, identity)?.records.since).toBe(4);
});

test("a collection's secrets are those of its state, and those that the program sends", () => {
  const owned = new Owned();
  expect(owned.secretsOf(webService, identity)).toEqual([]);
  owned.recordSecrets(webService, { [identity.toUpperCase()]: ["macResolverUrl"] });
  owned.record(webService, stateOf({ secretSettings: ["usePinAuth"] }));
  expect(owned.secretsOf(webService, identity)).toEqual(["usePinAuth", "macResolverUrl"]);
  expect(owned.secretsOf(proxy, identity)).toEqual([]);
});

test("a pool's own collections are found by its name", () => {
  const owned = new Owned();
  owned.record(webService, stateOf({}));
  owned.record(proxy, stateOf({}, "Service:Registrar:LyncPool01.contoso.com"));
  owned.record(proxy, stateOf({}, "Service:Registrar:LyncPool02.contoso.com"));
  expect(owned.ofPool("lyncpool01.CONTOSO.com").map(({ noun }) => noun.type)).toEqual([webService.type, proxy.type]);
});
