import { describe, expect, test } from "vitest";
import * as zod from "zod";
import { caCertificates, httpsUri, origins } from "../../provider/src/configurations/kinds";
import { unknownValue } from "../../provider/src/lifecycle/unknown";

const certificates = caCertificates({ since: 2010 });
const first = { thumbprint: "A".repeat(40), caStore: "TrustedRootCA" } as const;
const second = { thumbprint: "B".repeat(40), caStore: "IntermediateCA" } as const;

describe("a list of certificates", () => {
  test("is the same whatever the order of its objects' keys", () => {
    const turned = [first, second].map(({ thumbprint, caStore }) => ({ caStore, thumbprint }));
    expect(certificates.equal([first, second], turned)).toBe(true);
    expect(certificates.equal([first, second], [first])).toBe(false);
    expect(certificates.equal([first], [second])).toBe(false);
  });

  test("is read in one order, whatever the order of the server and of its properties", () => {
    const answer = [
      { Thumbprint: first.thumbprint, CAStore: first.caStore },
      { CAStore: second.caStore, Thumbprint: second.thumbprint },
    ];
    expect(certificates.fromAnswer(answer)).toEqual(certificates.fromAnswer(answer.toReversed()));
  });

  test.each([
    ["a value that is not known yet", unknownValue],
    ["a secret", "[secret]"],
  ])("compares with %s", (_what, text) => {
    expect(certificates.equal([first], text as never)).toBe(false);
    expect(certificates.equal(text as never, text as never)).toBe(true);
    expect(certificates.equal([first, text as never], [first])).toBe(false);
    expect(origins({ since: 2013 }).equal(text as never, [])).toBe(false);
  });
});

describe("a list of origins", () => {
  const kind = origins({ since: 2013 });

  test.each([
    ["https://fabrikam.com", "https://fabrikam.com"],
    ["HTTPS://Fabrikam.com/", "https://fabrikam.com"],
    ["https://fabrikam.com.", "https://fabrikam.com"],
    ["https://fabrikam.com..", "https://fabrikam.com"],
    ["https://fabrikam.com.:8443/", "https://fabrikam.com:8443"],
    ["https://fabrikam.com:443", "https://fabrikam.com"],
    ["http://[::1]:8080", "http://[::1]:8080"],
  ])("takes %s for %s", (given, canonical) => {
    expect(kind.schema(zod).parse([given])).toEqual([canonical]);
    expect(kind.fromAnswer([{ Url: given }])).toEqual([canonical]);
  });

  test.each([
    "https://fabrikam.com\\",
    "https://fabrikam.com\\path",
    "https:\\\\fabrikam.com",
    "https://fabrikam.com?",
    "https://fabrikam.com?x",
    "https://fabrikam.com#",
    "https://fabrikam.com/#x",
    "https://fabrikam.com/path",
    "https://user@fabrikam.com",
    "https://..",
    "https:///fabrikam.com",
    "ftp://fabrikam.com",
    "fabrikam.com",
    "",
  ])("refuses %j, and shows it as it is where the server has it", (given) => {
    expect(kind.schema(zod).safeParse([given]).success).toBe(false);
    expect(kind.fromAnswer([{ Url: given }])).toEqual([given]);
  });
});

test.each([
  ["https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml", true],
  ["", true],
  [" ", false],
  ["http://dc.contoso.com/", false],
  ["dc.contoso.com", false],
])("whether %j may be declared as a metadata URI: %j", (uri, expected) => {
  expect(httpsUri({ since: 2013 }).schema(zod).safeParse(uri).success).toBe(expected);
});
