import { describe, expect, test } from "vitest";
import type { TlsFacts } from "../../../../../provider/src/cli/doctor/network/tls/facts";
import { judgeTls } from "../../../../../provider/src/cli/doctor/network/tls/judge";

const good: TlsFacts = {
  protocol: "TLSv1.3",
  chainError: undefined,
  isForName: true,
  certificate: {
    subject: "CN=sts.contoso.com",
    issuer: "CN=Contoso Root CA",
    names: "DNS:sts.contoso.com",
    validFrom: new Date("2026-01-01T00:00:00Z"),
    validTo: new Date("2027-01-01T00:00:00Z"),
  },
};

const judged = (facts: Partial<TlsFacts>, { now = "2026-06-01", readsSystemStore = true } = {}): unknown[] =>
  judgeTls({ ...good, ...facts }, { host: "sts.contoso.com", now: new Date(now), readsSystemStore }).map(
    ({ advice: _, ...verdict }) => verdict,
  );

describe("a server's TLS", () => {
  test("is fine, with its version and the day when its certificate expires", () => {
    const found =
      "It uses TLS 1.3. Its certificate (CN=sts.contoso.com, issued by CN=Contoso Root CA) is trusted and expires on 2027-01-01.";
    expect(judged({})).toEqual([{ status: "fine", found }]);
  });

  test.each([
    ["TLSv1.1", "It offers no version of TLS later than TLS 1.1."],
    ["TLSv1", "It offers no version of TLS later than TLS 1.0."],
  ])("with the version %s is too old", (protocol, found) => {
    expect(judged({ protocol })).toEqual([{ status: "finding", code: "tlsTooOld", found }]);
  });

  test.each([
    ["2027-01-01", "certificateExpired", "Its certificate (CN=sts.contoso.com) expired on 2027-01-01."],
    ["2025-12-31", "certificateExpired", "Its certificate (CN=sts.contoso.com) is not valid before 2026-01-01."],
    ["2026-12-03", "certificateExpiring", "Its certificate (CN=sts.contoso.com) expires on 2027-01-01."],
  ])("is judged by the day, such as %s", (now, code, found) => {
    expect(judged({}, { now })).toEqual([{ status: "finding", code, found }]);
  });

  test("with 30 days left is fine", () => {
    expect(judged({}, { now: "2026-12-02" })).toMatchObject([{ status: "fine" }]);
  });

  test("reports an expired certificate only once", () => {
    expect(judged({ chainError: "CERT_HAS_EXPIRED" }, { now: "2027-02-01" })).toMatchObject([{ code: "certificateExpired" }]);
  });

  test("is a finding if an issuer's certificate has expired", () => {
    const found = "The certificate of one of its issuers is not valid now.";
    expect(judged({ chainError: "CERT_HAS_EXPIRED" })).toEqual([{ status: "finding", code: "certificateExpired", found }]);
  });

  test("is a finding if the certificate is for another name", () => {
    const found = "Its certificate is for DNS:sts.contoso.com, but not for sts.contoso.com.";
    expect(judged({ isForName: false })).toEqual([{ status: "finding", code: "certificateUntrusted", found }]);
  });

  test("with an unknown issuer is a finding if Node.js reads this machine's store", () => {
    const found = "This machine does not trust the issuer of its certificate: CN=Contoso Root CA (SELF_SIGNED_CERT_IN_CHAIN).";
    expect(judged({ chainError: "SELF_SIGNED_CERT_IN_CHAIN" })).toEqual([{ status: "finding", code: "certificateUntrusted", found }]);
  });

  test("with an unknown issuer is unknown if Node.js does not read that store, and the advice names NODE_EXTRA_CA_CERTS", () => {
    const circumstances = { host: "sts.contoso.com", now: new Date("2026-06-01"), readsSystemStore: false };
    const [verdict, ...more] = judgeTls({ ...good, chainError: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" }, circumstances);
    expect(more).toEqual([]);
    expect(verdict).toMatchObject({
      status: "unknown",
      code: "certificateUntrusted",
      advice: expect.stringContaining("NODE_EXTRA_CA_CERTS"),
    });
  });

  test("is a finding if the chain is bad for another reason, whether or not Node.js reads the store", () => {
    const found = "Its certificate is not trusted: INVALID_PURPOSE.";
    const verdict = { status: "finding", code: "certificateUntrusted", found };
    expect(judged({ chainError: "INVALID_PURPOSE" }, { readsSystemStore: false })).toEqual([verdict]);
  });

  test("is a finding if the server sent no certificate", () => {
    expect(judged({ certificate: undefined })).toMatchObject([{ code: "certificateUntrusted", found: "It sent no certificate." }]);
  });

  test("has a finding for each of several faults", () => {
    const all = judged({ protocol: "TLSv1", isForName: false, chainError: "SELF_SIGNED_CERT_IN_CHAIN" }, { now: "2026-12-31" });
    expect(all).toMatchObject(
      ["tlsTooOld", "certificateExpiring", "certificateUntrusted", "certificateUntrusted"].map((code) => ({ code })),
    );
  });
});
