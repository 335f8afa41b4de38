import { describe, expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { heardOf, hearingOf } from "../../provider/src/guards/hearing";

const web = "service:webserver:a.contoso.com";
const third = { ...webService, governs: "nothing" } as const;

test.each([
  [webService, web, "nothing"],
  [webService, "site:redmond", "webServices"],
  [webService, "global", "webServices"],
  [webService, undefined, "webServices"],
  [proxy, "service:registrar:a.contoso.com", "signIn"],
  [proxy, undefined, "signIn"],
  [third, "global", "nothing"],
] as const)("the guards of a $type with the identity $1 need to know about $2", (noun, identity, hearing) => {
  expect(hearingOf(noun, identity)).toBe(hearing);
});

describe("for the guards of other resources,", () => {
  const passive = { useWsFedPassiveAuth: true };

  test.each([
    [web, passive, true],
    [web, { useWsFedPassiveAuth: false }, false],
    [web, {}, false],
    // The identity does not show which pools inherit them.
    ["global", passive, false],
    [undefined, passive, false],
  ] as const)("Web Services of %s with %o make a pool passive: %s", (identity, args, isPassive) => {
    expect(heardOf(webService, identity, args)).toEqual({ isWebService: true, isPassive, isProxy: false });
  });

  test("a proxy counts as a proxy, and a third noun counts as neither a proxy nor Web Services", () => {
    expect(heardOf(proxy, "global", passive)).toEqual({ isWebService: false, isPassive: false, isProxy: true });
    expect(heardOf(third, web, passive)).toEqual({ isWebService: false, isPassive: false, isProxy: false });
  });
});
