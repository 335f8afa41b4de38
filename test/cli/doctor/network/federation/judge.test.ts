import { beforeAll, describe, expect, test } from "vitest";
import { judgeFederation, judgePoolMetadata } from "../../../../../provider/src/cli/doctor/network/federation/judge";
import { readXml } from "../../../../../provider/src/cli/doctor/network/xml";
import { base64Of, makeAuthority, type Authority } from "../../../../support/authority";
import { metadataOf, wsdlOf, type Metadata } from "../../../../support/metadata";

let authority: Authority;
let valid: string;

beforeAll(async () => {
  authority = await makeAuthority();
  valid = base64Of((await authority.issue()).cert);
});

const uri = new URL("https://sts.contoso.com/federationmetadata/2007-06/federationmetadata.xml");
const entityId = "http://sts.contoso.com/adfs/services/trust";
const endpoint = "https://sts.contoso.com/adfs/ls/";

function judged(document: string): unknown[] {
  return judgeFederation(readXml(Buffer.from(document)), { uri, now: new Date() }).map(({ advice: _, ...verdict }) => verdict);
}

/** Judges a document that is right except for this. */
const judgedWith = (metadata: Metadata): unknown[] => judged(metadataOf({ entityId, endpoint, signing: [valid], ...metadata }));

describe("an AD FS metadata document", () => {
  test("is fine with a name, an endpoint for passive sign-in and a signing certificate", () => {
    expect(judgedWith({})).toEqual([
      { status: "fine", found: `It is the metadata of "${entityId}".` },
      { status: "fine", found: `Its endpoint for passive sign-in is "${endpoint}".` },
      {
        status: "fine",
        found: expect.stringMatching(/^Signing certificates that are valid now: 1\. The last one expires on \d{4}-\d\d-\d\d\.$/),
      },
    ]);
  });

  test("may have a signing key without a use", () => {
    expect(judgedWith({ use: "" })).toMatchObject([{}, {}, { status: "fine" }]);
  });

  test.each(["http://fs.contoso.com/adfs/services/trust", "urn:contoso:sts"])("may have the name %s, which is reported", (name) => {
    const found = `It is the metadata of "${name}". Its host differs from sts.contoso.com. That is allowed.`;
    expect(judgedWith({ entityId: name })[0]).toEqual({ status: "information", found });
  });

  test("without a name is wrong", () => {
    expect(judgedWith({ entityId: undefined })[0]).toEqual({
      status: "finding",
      code: "metadataWrong",
      found: "Its entity has no name (entityID).",
    });
  });

  test.each<[string, Metadata, string]>([
    ["no endpoint", { endpoint: undefined }, "It names no endpoint for passive sign-in."],
    [
      "an endpoint without TLS",
      { endpoint: "http://sts.contoso.com/adfs/ls/" },
      'Its endpoint for passive sign-in has no https address: "http://sts.contoso.com/adfs/ls/".',
    ],
  ])("with %s lets no user sign in", (_what, metadata, found) => {
    expect(judgedWith(metadata)[1]).toEqual({ status: "finding", code: "noPassiveEndpoint", found });
  });

  test("of an application, such as a pool's own, is not the metadata of AD FS", () => {
    expect(judgedWith({ type: "ApplicationServiceType" })).toMatchObject([
      { status: "fine" },
      { code: "noPassiveEndpoint" },
      { code: "noSigningCertificate" },
    ]);
  });

  test.each<[string, Metadata]>([
    ["none", { signing: [] }],
    ["one that only encrypts", { use: "encryption" }],
    ["a text that is no certificate", { signing: ["bm90aGluZw=="] }],
  ])("with %s as its signing certificate has no readable one", (_what, metadata) => {
    expect(judgedWith(metadata)[2]).toEqual({
      status: "finding",
      code: "noSigningCertificate",
      found: "It has no readable signing certificate.",
    });
  });

  test.each([
    ["a web service's description", wsdlOf(), "definitions", "http://schemas.xmlsoap.org/wsdl/"],
    ["an element of that name in no namespace", "<EntityDescriptor/>", "EntityDescriptor", ""],
  ])("is not %s", (_what, document, name, namespace) => {
    const found = `It returned XML that is not metadata: its outermost element is "${name}" of the namespace "${namespace}" instead of EntityDescriptor of SAML 2.0.`;
    const wrong = { status: "finding", code: "metadataWrong", found };
    expect(judged(document)).toEqual([wrong]);
    expect(judgePoolMetadata(readXml(Buffer.from(document)))).toMatchObject([wrong]);
  });
});

test("a pool's metadata is fine with an entity", () => {
  const found = 'It is the metadata of "https://internal.contoso.com/".';
  expect(judgePoolMetadata(readXml(Buffer.from(metadataOf({ entityId: "https://internal.contoso.com/" }))))).toEqual([
    { status: "fine", found },
  ]);
});
