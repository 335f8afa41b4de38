import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalIdentity, identityKey, InvalidIdentity, parseIdentity, poolOf } from "../../provider/src/configurations/identity";
import { nouns } from "../../provider/src/configurations/nouns";
import { proxy } from "../../provider/src/configurations/proxy";
import { anyCase } from "../support/forms";
import { webService } from "../../provider/src/configurations/webService";

const label = fc.stringMatching(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,10}[A-Za-z0-9])?$/);
const fqdn = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join("."));
const siteName = fc.string({ minLength: 1, maxLength: 30 }).filter((name) => name.trim() === name && name !== "");

describe("an identity", () => {
  test("of a service gets the server's capitalisation, and keeps the pool's name as written", () => {
    for (const noun of nouns) {
      for (const service of noun.services) {
        fc.assert(
          fc.property(anyCase(`service:${service}:`), fqdn, (prefix, pool) => {
            expect(canonicalIdentity(prefix + pool, noun)).toBe(`Service:${service}:${pool}`);
          }),
        );
      }
    }
  });

  test("of a site may contain any characters, also colons", () => {
    fc.assert(
      fc.property(anyCase("site:"), siteName, (prefix, name) => {
        expect(canonicalIdentity(prefix + name, webService)).toBe(`Site:${name}`);
      }),
    );
  });

  test("in canonical form does not change", () => {
    fc.assert(
      fc.property(fqdn, (pool) => {
        const canonical = canonicalIdentity(`service:registrar:${pool}`, proxy);
        expect(canonicalIdentity(canonical, proxy)).toBe(canonical);
      }),
    );
  });

  test("parses into its own scope, or is refused with the valid forms", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          const { scope } = parseIdentity(text, webService);
          expect(text.trim().toLowerCase().startsWith(scope)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidIdentity);
          expect((error as Error).message).toContain("Valid forms: Global, Site:<site name>, Service:WebServer:<pool fqdn>");
        }
      }),
    );
  });

  test("loses the trailing dot of a pool's name", () => {
    expect(canonicalIdentity("service:webserver:LyncPool01.contoso.com.", webService)).toBe("Service:WebServer:LyncPool01.contoso.com");
  });

  test("that differs only in case is the same", () => {
    expect(identityKey("SERVICE:WebServer:LYNCPOOL01.contoso.com")).toBe(identityKey("Service:WebServer:LyncPool01.contoso.com"));
  });

  test.each([
    ["", webService, '"" is not a scope'],
    ["global:x", webService, "nothing may follow the global scope"],
    ["site:", webService, "the site's name is empty"],
    ["site: ", webService, "the site's name is empty"],
    ["site:Redmond", proxy, "a site cannot have one"],
    ["service:", webService, "the service is empty"],
    ["service:WebServer", webService, "the pool's name is empty"],
    ["service:WebServer:", webService, "the pool's name is empty"],
    ["service:WebServer:.", webService, "the pool's name is empty"],
    ["service:WebServer:a..b", webService, '"a..b" is not a fully qualified domain name'],
    ["service:WebServer:a b", webService, '"a b" is not a fully qualified domain name'],
    ["service:WebServer:pool.contoso.com:443", webService, "a pool's name cannot contain a colon"],
    ["service:Registrar:pool.contoso.com", webService, 'the service "Registrar" cannot have one'],
    ["service:WebServer:pool.contoso.com", proxy, 'the service "WebServer" cannot have one'],
  ])("%j is refused", (text, noun, why) => {
    expect(() => parseIdentity(text, noun)).toThrow(why);
  });
});

test.each([
  ["service:webserver:LyncPool01.contoso.com", "LyncPool01.contoso.com"],
  ["Service:Anything:not a: name\n", "not a: name\n"],
  ["Service:WebServer:", ""],
  ["Site:Service:WebServer:x", undefined],
  ["Global", undefined],
  ["", undefined],
])("the pool of %j, which was not checked, is %j", (identity, pool) => {
  expect(poolOf(identity)).toBe(pool);
});
