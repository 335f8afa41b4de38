import { describe, expect, test } from "vitest";
import {
  federationServiceIn,
  federationServiceProblem,
  metadataUriOf,
  metadataUriProblem,
} from "../../provider/src/configurations/federation";

describe("a Federation Service Name", () => {
  test.each(["dc.contoso.com", "DC.Contoso.com", "sts.contoso.com:444", "fs-1.contoso.local", "adfs.münchen.de", "a.b"])(
    "is %j",
    (name) => {
      expect(federationServiceProblem(name)).toBeUndefined();
      expect(metadataUriProblem(metadataUriOf(name))).toBeUndefined();
    },
  );

  test.each([
    "",
    "dc",
    "https://dc.contoso.com",
    "http://dc.contoso.com/adfs/services/trust",
    "dc.contoso.com/adfs/ls",
    "dc.contoso.com/",
    "*.contoso.com",
    "dc.contoso.com?x",
    "dc.contoso.com#x",
    "admin@dc.contoso.com",
    "dc.contoso.com:",
    "dc.contoso.com:0",
    "dc.contoso.com:65536",
    "dc.contoso.com:https",
    "10.0.0.1",
    "[::1]",
    "dc.contoso.com.",
    ".contoso.com",
    "dc..com",
    "-dc.contoso.com",
    "dc contoso.com",
    " dc.contoso.com",
    "undefined",
    `${"a".repeat(64)}.com`,
  ])("is not %j", (name) => {
    expect(federationServiceProblem(name)).toContain(
      "is not a Federation Service Name, which is one fully qualified host name, optionally with a port",
    );
  });
});

describe("AD FS's metadata", () => {
  test.each([
    "https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml",
    "https://dc/metadata.xml",
    "https://10.0.0.1:444/metadata.xml",
    "https://[::1]/metadata.xml",
    "https://dc.contoso.com/metadata?partner=lync",
    "https://dc.contoso.com/adfs/ls/metadata.xml",
  ])("may be at %j", (uri) => {
    expect(metadataUriProblem(uri)).toBeUndefined();
  });

  test.each([
    ["http://dc.contoso.com/metadata.xml", "is not an absolute https URI"],
    ["dc.contoso.com", "is not an absolute https URI"],
    ["https://", "is not an absolute https URI"],
    ["https://dc.contoso.com", "is not where AD FS publishes its metadata"],
    ["https://dc.contoso.com/", "is not where AD FS publishes its metadata"],
    ["https://dc.contoso.com/?metadata.xml", "is not where AD FS publishes its metadata"],
    ["https://dc.contoso.com/adfs/ls", "is not where AD FS publishes its metadata"],
    ["https://dc.contoso.com/ADFS/LS/", "is not where AD FS publishes its metadata"],
    ["https://dc.contoso.com/adfs/services/trust", "is not where AD FS publishes its metadata"],
    ["https://https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml", "has another URI where its host should be"],
    ["https://*.contoso.com/metadata.xml", "has a wildcard in its host"],
    ["https://%2A.contoso.com/metadata.xml", "has a wildcard in its host"],
    ["https://admin:x@dc.contoso.com/metadata.xml", "contains a user name or a password"],
    ["https://dc.contoso.com/metadata.xml#x", "has a fragment"],
    ["https://dc.contoso.com/metadata.xml#", "has a fragment"],
  ])("cannot be at %j, which %s", (uri, problem) => {
    expect(metadataUriProblem(uri)).toBe(problem);
  });
});

test.each([
  ["https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml", "dc.contoso.com"],
  ["https://dc.contoso.com:444/federationmetadata/2007-06/federationmetadata.xml", "dc.contoso.com:444"],
  ["https://dc.contoso.com/FederationMetadata/2007-06/FederationMetadata.xml", undefined],
  ["https://dc/federationmetadata/2007-06/federationmetadata.xml", undefined],
  ["https://dc.contoso.com/metadata.xml", undefined],
])("the metadata URI %j has the Federation Service Name %j", (uri, name) => {
  expect(federationServiceIn(uri)).toBe(name);
});
