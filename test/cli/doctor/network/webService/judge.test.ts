import { describe, expect, test } from "vitest";
import { judgeOffer } from "../../../../../provider/src/cli/doctor/network/webService/judge";
import { readXml } from "../../../../../provider/src/cli/doctor/network/xml";
import type { ExpectedWeb } from "../../../../../provider/src/guards/webPlaces";
import { metadataOf, wsdlOf } from "../../../../support/metadata";

const passiveAlone = { useWsFedPassiveAuth: true, useWindowsAuth: "None", usePinAuth: false, useCertificateAuth: false } as const;

/** A Web Services collection as it is stored. */
const stored = (values: ExpectedWeb["values"], unknown: ExpectedWeb["unknown"] = []): ExpectedWeb => ({
  identity: "Service:WebServer:LyncPool01.contoso.com",
  values,
  unknown,
  secrets: [],
});

const judged = (ports: string[], web: ExpectedWeb | undefined = stored(passiveAlone)): unknown[] =>
  judgeOffer(readXml(Buffer.from(wsdlOf(...ports))), web).map(({ advice: _, ...verdict }) => verdict);

describe("what a web server offers", () => {
  test("is fine if it matches the stored values, and the ports' names may be in any case", () => {
    const found = "Its ports are wsfedpassive, WsFedBearer, WebTicketServiceAnon.";
    expect(judged(["wsfedpassive", "WsFedBearer", "WebTicketServiceAnon"])).toEqual([{ status: "fine", found }]);
  });

  test.each([
    ["WebTicketServiceWinNegotiate", "Windows sign-in"],
    ["WebTicketServiceWinNtlm", "Windows sign-in"],
    ["WebTicketServicePin", "sign-in by PIN"],
    ["WebTicketServiceCert", "sign-in by certificate"],
  ])("is a finding if %s offers a method that is stored as off", (port, words) => {
    const found = `It offers ${words}, although that is stored as off. Its ports are WsFedPassive, ${port}.`;
    expect(judged(["WsFedPassive", port])).toEqual([{ status: "finding", code: "otherMethodOffered", found }]);
  });

  test("is a finding if passive authentication is missing, although it is stored as on", () => {
    const found = "It does not offer passive authentication, although that is stored as on. Its ports are WebTicketServiceAnon.";
    expect(judged(["WebTicketServiceAnon"])).toEqual([{ status: "finding", code: "methodNotOffered", found }]);
    expect(judged([])).toMatchObject([{ code: "methodNotOffered", found: expect.stringContaining("It offers no ports.") }]);
  });

  test("is unknown if passive authentication may be behind a port whose name is unknown", () => {
    expect(judged(["PassiveV2"])).toMatchObject([
      {
        status: "unknown",
        code: "methodNotOffered",
        found: expect.stringContaining(
          "It is unknown what the following ports are for, and users may be able to sign in through them: PassiveV2.",
        ),
      },
    ]);
  });

  test("may include a port of an unknown name, which is reported and never counts as off", () => {
    const found =
      "Its ports are WsFedPassive, Passkey. It is unknown what the following ports are for, and users may be able to sign in through them: Passkey.";
    expect(judged(["WsFedPassive", "Passkey"])).toEqual([{ status: "information", found }]);
  });

  test("is not judged by methods that are stored as on, or that could not be read", () => {
    const ports = ["WebTicketServiceWinNtlm", "WebTicketServicePin"];
    expect(judged(ports, stored({ useWsFedPassiveAuth: false, useWindowsAuth: "NTLM" }, ["usePinAuth"]))).toMatchObject([
      { status: "fine" },
    ]);
    expect(judgeOffer(readXml(Buffer.from(wsdlOf(...ports))), undefined)).toMatchObject([{ status: "fine" }]);
  });

  test("is a finding if the document describes no web service", () => {
    expect(judgeOffer(readXml(Buffer.from(metadataOf({}))), undefined)).toMatchObject([
      {
        status: "finding",
        code: "webServiceUnreachable",
        found: 'It returned XML that describes no web service: its outermost element is "EntityDescriptor".',
      },
    ]);
  });
});
