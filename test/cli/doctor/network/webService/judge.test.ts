import { describe, expect, test } from "vitest";
import { judgeOffer } from "../../../../../provider/src/cli/doctor/network/webService/judge";
import { readXml } from "../../../../../provider/src/cli/doctor/network/xml";
import type { ExpectedWeb } from "../../../../../provider/src/guards/webPlaces";
import { metadataOf, wsdlOf } from "../../../../support/metadata";

const passiveAlone = { useWsFedPassiveAuth: true, useWindowsAuth: "None", usePinAuth: false, useCertificateAuth: false } as const;

/** Web Services as they are stored. */
const stored = (values: ExpectedWeb["values"], unknown: ExpectedWeb["unknown"] = []): ExpectedWeb => ({
  identity: "Service:WebServer:LyncPool01.contoso.com",
  values,
  unknown,
  secrets: [],
});

const judged = (ports: string[], web: ExpectedWeb | undefined = stored(passiveAlone)): unknown[] =>
  judgeOffer(readXml(Buffer.from(wsdlOf(...ports))), web).map(({ advice: _, ...verdict }) => verdict);

describe("what a web server offers", () => {
  test("is fine where it is what is stored, with the names of its ports, in any case", () => {
    const found = "Its ports are wsfedpassive, WsFedBearer, WebTicketServiceAnon.";
    expect(judged(["wsfedpassive", "WsFedBearer", "WebTicketServiceAnon"])).toEqual([{ status: "fine", found }]);
  });

  test.each([
    ["WebTicketServiceWinNegotiate", "Windows sign-in"],
    ["WebTicketServiceWinNtlm", "Windows sign-in"],
    ["WebTicketServicePin", "sign-in by PIN"],
    ["WebTicketServiceCert", "sign-in by certificate"],
  ])("is found where it is %s, and stored as off", (port, words) => {
    const found = `It offers ${words}, which is stored as off. Its ports are WsFedPassive, ${port}.`;
    expect(judged(["WsFedPassive", port])).toEqual([{ status: "finding", code: "otherMethodOffered", found }]);
  });

  test("is no passive authentication, although that is stored as on", () => {
    const found = "It does not offer passive authentication, which is stored as on. Its ports are WebTicketServiceAnon.";
    expect(judged(["WebTicketServiceAnon"])).toEqual([{ status: "finding", code: "methodNotOffered", found }]);
    expect(judged([])).toMatchObject([{ code: "methodNotOffered", found: expect.stringContaining("It offers no port at all.") }]);
  });

  test("cannot be told where passive authentication may be behind a port whose name is unknown", () => {
    expect(judged(["PassiveV2"])).toMatchObject([
      {
        status: "unknown",
        code: "methodNotOffered",
        found: expect.stringContaining("What these are for is unknown, and they may let users in: PassiveV2."),
      },
    ]);
  });

  test("may have a port whose name is unknown, which is told and never counts as off", () => {
    const found = "Its ports are WsFedPassive, Passkey. What these are for is unknown, and they may let users in: Passkey.";
    expect(judged(["WsFedPassive", "Passkey"])).toEqual([{ status: "information", found }]);
  });

  test("is not judged by what is on, or could not be read", () => {
    const ports = ["WebTicketServiceWinNtlm", "WebTicketServicePin"];
    expect(judged(ports, stored({ useWsFedPassiveAuth: false, useWindowsAuth: "NTLM" }, ["usePinAuth"]))).toMatchObject([
      { status: "fine" },
    ]);
    expect(judgeOffer(readXml(Buffer.from(wsdlOf(...ports))), undefined)).toMatchObject([{ status: "fine" }]);
  });

  test("is unknown where the document describes no web service", () => {
    expect(judgeOffer(readXml(Buffer.from(metadataOf({}))), undefined)).toMatchObject([
      {
        status: "finding",
        code: "webServiceUnreachable",
        found: 'It returned XML that describes no web service: its outermost element is "EntityDescriptor".',
      },
    ]);
  });
});
