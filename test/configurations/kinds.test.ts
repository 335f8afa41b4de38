import { describe, expect, test } from "vitest";
import { caCertificates, httpsUri, origins, realm, uri } from "../../provider/src/configurations/kinds";
import { unknownValue } from "../../provider/src/stack/unknown";

const certificates = caCertificates({ since: 2010 });
const first = { thumbprint: "A".repeat(40), caStore: "TrustedRootCA" } as const;
const second = { thumbprint: "B".repeat(40), caStore: "IntermediateCA" } as const;

describe("a list of certificates", () => {
  test("is the same in any order of its objects' keys", () => {
    const turned = [first, second].map(({ thumbprint, caStore }) => ({ caStore, thumbprint }));
    expect(certificates.equal([first, second], turned)).toBe(true);
    expect(certificates.equal([first, second], [first])).toBe(false);
    expect(certificates.equal([first], [second])).toBe(false);
  });

  test("is returned as the server has it, and compared by its meaning", () => {
    const answer = [
      { CAStore: second.caStore, Thumbprint: second.thumbprint.toLowerCase() },
      { Thumbprint: first.thumbprint, CAStore: "trustedrootca" },
      { Thumbprint: first.thumbprint, CAStore: first.caStore },
    ];
    const read = certificates.fromAnswer(answer) ?? [];
    expect(read.map(({ thumbprint, caStore }) => ({ Thumbprint: thumbprint, CAStore: caStore }))).toEqual(answer);
    expect(certificates.equal([first, second], read)).toBe(true);
    expect(certificates.equal([first], read)).toBe(false);
  });

  test.each([
    ["a value that is not known yet", unknownValue],
    ["a secret", "[secret]"],
  ])("can be compared with %s", (_what, text) => {
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
  ])("reads %s as %s", (given, canonical) => {
    expect(kind.schema().parse([given])).toEqual([canonical]);
    const read = kind.fromAnswer([{ Url: given }, { Url: given }]) ?? [];
    expect(read).toEqual([given, given]);
    expect(kind.equal(read, [canonical as never])).toBe(true);
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
  ])("refuses %j, and returns it unchanged if the server has it", (given) => {
    expect(kind.schema().safeParse([given]).success).toBe(false);
    expect(kind.fromAnswer([{ Url: given }])).toEqual([given]);
  });
});

describe("an object that arrived through remoting as its text", () => {
  const [ofRealm, ofOrigins] = [realm({ since: 2010 }), origins({ since: 2013 })];
  const unread = undefined as unknown;

  test.each([
    ["UseDefault", "default"],
    ["CustomValue=Contoso Communications Service", { custom: "Contoso Communications Service" }],
    ["CustomValue=a=b", { custom: "a=b" }],
    ["CustomValue=", unread],
    ["CustomValue=a;b", unread],
    ["CustomValue=a;UseDefault=True", unread],
    ["customvalue=a", unread],
    ["", unread],
    ["Contoso", unread],
    ["Microsoft.Rtc.Management.WritableConfig.RealmChoice", unread],
  ])("is read as the realm in %j only if the text is unambiguous", (text, expected) => {
    expect(ofRealm.fromAnswer(text)).toEqual(expected);
  });

  test.each([
    [["Url=https://fabrikam.com"], ["https://fabrikam.com"]],
    [
      ["Url=https://fabrikam.com/x?a=b", "Url=http://contoso.com"],
      ["https://fabrikam.com/x?a=b", "http://contoso.com"],
    ],
    [[], []],
    [["Url="], unread],
    [["https://fabrikam.com"], unread],
    [["Url=https://fabrikam.com", "Microsoft.Rtc.Management.WebOrigin"], unread],
    [["Url=https://fabrikam.com;Url=https://contoso.com"], unread],
    ["Url=https://fabrikam.com", unread],
  ])("is read as the origins in %j only if the text is unambiguous", (texts, expected) => {
    expect(ofOrigins.fromAnswer(texts)).toEqual(expected);
  });

  test.each([
    [[`Thumbprint=${first.thumbprint};CAStore=TrustedRootCA`], [first]],
    [[`CAStore=TrustedRootCA;Thumbprint=${first.thumbprint}`], [first]],
    [[`Thumbprint=${first.thumbprint}`], unread],
    [["Thumbprint=;CAStore=TrustedRootCA"], unread],
    [[`Thumbprint=${first.thumbprint};CAStore=TrustedRootCA;Issuer=x`], unread],
    [[`Thumbprint=${first.thumbprint};Thumbprint=${second.thumbprint}`], unread],
  ])("is read as the certificates in %j only if the text is unambiguous", (texts, expected) => {
    expect(certificates.fromAnswer(texts)).toEqual(expected);
  });
});

test.each([
  ["https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml", true],
  ["", true],
  [" ", false],
  ["http://dc.contoso.com/", false],
  ["dc.contoso.com", false],
])("whether %j may be declared as a metadata URI: %j", (uri, expected) => {
  expect(httpsUri({ since: 2013 }).schema().safeParse(uri).success).toBe(expected);
});

test.each([
  ["https://mac.contoso.com/x", "HTTPS://Mac.Contoso.com:443/x", true],
  ["http://mac.contoso.com", "http://mac.contoso.com:80/", true],
  ["https://mac.contoso.com?a", "https://mac.contoso.com/?a", true],
  ["https://User@mac.contoso.com", "https://User@MAC.contoso.com", true],
  ["https://mac.contoso.com/x", "https://mac.contoso.com/X", false],
  ["https://mac.contoso.com", "http://mac.contoso.com", false],
  ["https://mac.contoso.com:80", "https://mac.contoso.com", false],
  ["https://User@mac.contoso.com", "https://user@mac.contoso.com", false],
  ["HTTPS://[FE80::1]:443/", "https://[fe80::1]", true],
  ["some Text", "some text", false],
  ["", "", true],
])("whether %j and %j are the same URI: %j", (one, other, expected) => {
  for (const kind of [uri({ since: 2010 }), httpsUri({ since: 2013 })]) {
    expect(kind.equal(one, other)).toBe(expected);
    expect(kind.fromAnswer(other)).toBe(other);
  }
});
