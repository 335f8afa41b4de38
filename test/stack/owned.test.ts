import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import type { Declared, Records } from "../../provider/src/stack/declared";
import { Owned } from "../../provider/src/stack/owned";
import { declaredOf } from "../support/scopes";

const identity = "Service:WebServer:LyncPool01.contoso.com";
const stateOf = (records: Records, of = identity): Declared => declaredOf(of, {}, { records });

test("of two halves of one collection the elder knows what was there before, and both tell the secrets", () => {
  const owned = new Owned();
  owned.record(webService, stateOf({ since: 5, previous: { usePinAuth: true }, secretSettings: ["usePinAuth"] }));
  owned.record(webService, stateOf({ since: 9, previous: { usePinAuth: false }, secretSettings: ["useCertificateAuth"] }));
  expect(owned.get(webService, identity.toUpperCase())?.records).toEqual({
    since: 5,
    previous: { usePinAuth: true },
    secretSettings: ["useCertificateAuth", "usePinAuth"],
  });
});

test("one that New made is elder than each that was adopted", () => {
  const owned = new Owned();
  owned.record(webService, stateOf({ since: 9, previous: { usePinAuth: false } }));
  owned.record(webService, stateOf({}));
  expect(owned.get(webService, identity)?.records).toEqual({});
  owned.record(webService, stateOf({ since: 9, previous: { usePinAuth: false } }));
  expect(owned.get(webService, identity)?.records).toEqual({});
});

test("what was only assumed of a collection gives way to what was read", () => {
  const owned = new Owned();
  owned.recordAssumed(webService, stateOf({ since: 1 }));
  expect(owned.since(webService, stateOf({ since: 3 }))).toBe(3);
  owned.record(webService, stateOf({ since: 2 }));
  expect(owned.since(webService, stateOf({ since: 3 }))).toBe(2);
  owned.recordAssumed(webService, stateOf({ since: 1 }));
  owned.recordUnlessKnown(webService, stateOf({ since: 1 }));
  expect(owned.get(webService, identity)?.records.since).toBe(2);
});

test("what the program has from the engine counts where nothing was read", () => {
  const owned = new Owned();
  owned.recordUnlessKnown(webService, stateOf({ since: 4 }));
  expect(owned.get(webService, identity)?.records.since).toBe(4);
});

test("a collection's secrets are those of its state, and those that the program tells of it", () => {
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
