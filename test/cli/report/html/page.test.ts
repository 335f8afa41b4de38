import { createHash } from "node:crypto";
import { load, type CheerioAPI } from "cheerio";
import { describe, expect, test } from "vitest";
import { inventedReport } from "../../../../bench/invented.mjs";
import { pageOf } from "../../../../provider/src/cli/report/html/page";
import { visible } from "../../../../provider/src/cli/words";
import type { Report } from "../../../../provider/src/cli/report/report";
import { hostileNames, hostileReport } from "../../../support/reports";

const opened = async (report: Report): Promise<CheerioAPI> => load(await pageOf(report));

const example = inventedReport(8);

/** The texts of all elements that a selector finds, each with single spaces. */
const texts = (page: CheerioAPI, selector: string): string[] =>
  page(selector)
    .toArray()
    .map((found) => page(found).text().replaceAll(/\s+/g, " ").trim());

describe("the table", () => {
  test("has a group for each place, with the name as its header and a row for each collection", async () => {
    const page = await opened(example);
    expect(texts(page, "tbody > tr > th[scope=rowgroup]")).toEqual(
      example.places.map(({ name, site }) => `${name} ${site ?? "wider scope"}`),
    );
    for (const [index, { collections, findings }] of example.places.entries()) {
      expect(page(`tbody:eq(${String(index)}) > tr`)).toHaveLength(1 + collections.length + (findings.length > 0 ? 1 : 0));
    }
  });

  test("shows service, collection and resource, and each method with its parameter, value and state", async () => {
    const page = await opened(example);
    expect(texts(page, "tbody:eq(0) > tr:eq(1) > td")).toEqual([
      "WebServer CsWebServiceConfiguration",
      "Service:WebServer:LyncPool0001.contoso.com declared by prod: LyncPool0001-web",
      expect.any(String),
    ]);
    expect(texts(page, "tbody:eq(0) > tr:eq(1) li")).toEqual([
      "off UseCertificateAuth: False",
      "off UsePinAuth: False",
      "off UseWindowsAuth: None",
      "on UseWsFedPassiveAuth: True",
    ]);
  });

  test("names the inherited collection, and says if no stack declares it", async () => {
    expect(texts(await opened(example), "tbody:eq(2) > tr:eq(2) > td:eq(1)")).toEqual(["inherited from Global declared by no stack"]);
  });

  test("does not say who declares what if no stack was named", async () => {
    const page = await opened({ ...inventedReport(8), stacks: [] });
    expect(texts(page, "tbody:eq(2) > tr:eq(2) > td:eq(1)")).toEqual(["inherited from Global"]);
    expect(texts(page, "header > p")).toEqual([expect.stringContaining("It is not compared with any stack.")]);
    expect(texts(page, "tbody:eq(1) .place > td")).toEqual(["meant to be passive"]);
    expect(texts(page, "dl > div")[1]).toBe("Meant to be passive6");
  });

  test("has findings with severity and code", async () => {
    expect(texts(await opened(example), "tbody:eq(0) .findings > li")[0]).toBe(
      "undermines passive authentication: NTLM is still on at the Registrar. A client can sign in without the second factor. [noSecondFactor]",
    );
  });

  test("marks a pool that is declared as passive, and one where that is undermined", async () => {
    const page = await opened(example);
    expect([1, 0, 2].map((index) => texts(page, `tbody:eq(${String(index)}) .place > td`)[0])).toEqual([
      "declared as passive",
      "declared as passive undermined",
      "",
    ]);
  });
});

describe("a method's declared value", () => {
  test.each([
    [{ declared: "False", isAsDeclared: false }, "on P: True declared: False"],
    [{ declared: null, isAsDeclared: false }, "on P: True declared: a secret"],
    [{ declared: "True", isAsDeclared: true }, "on P: True"],
    [{ declared: null, isAsDeclared: null }, "on P: True"],
    [{ declared: "False", isAsDeclared: null, state: "unknown", value: null }, "unknown P: unknown declared: False"],
  ] as const)("of %j is shown as %j", async (given, told) => {
    const [place] = inventedReport(1).places;
    const method = { method: "passive", parameter: "P", state: "on", value: "True", ...given } as const;
    const collections = place!.collections.slice(0, 1).map((collection) => ({ ...collection, methods: [method] }));
    expect(texts(await opened({ ...example, places: [{ ...place!, collections }] }), ".methods > li")).toEqual([told]);
  });
});

test("the heading names the deployment, when it was read, the stacks and the numbers of pools", async () => {
  const page = await opened(example);
  expect(page("h1").text()).toBe("Sign-in methods of contoso.com");
  expect(texts(page, "header > p")).toEqual([
    "The deployment was read at 2026-03-02 07:41:09 UTC. It is compared with the last up of this stack: prod.",
  ]);
  expect(texts(page, "dl > div")).toEqual(["Pools8", "Declared as passive6", "Undermined1", "With findings6"]);
});

test("the filter offers all places, those with findings, the undermined ones, and each code, with their numbers", async () => {
  expect(texts(await opened(inventedReport(16)), "option")).toEqual([
    "All (17)",
    "With findings (12)",
    "Undermined (2)",
    "certificatesWorkOn (12)",
    "noSecondFactor (2)",
    "notAsDeclared (2)",
    "notInEffect (2)",
  ]);
});

test("the notes are above the table", async () => {
  const page = await opened({ ...example, notes: ["The replication status could not be read."] });
  expect(texts(page, "main > ul > li")).toEqual(["The replication status could not be read."]);
});

test("a report without places says so, and has neither a table nor a filter nor a script", async () => {
  const page = await opened({ ...example, places: [] });
  expect(texts(page, "main")).toEqual(["This deployment has no pools."]);
  expect(page("table, select, script")).toHaveLength(0);
});

describe("a hostile name", () => {
  test("is text, wherever it is shown", async () => {
    const page = await opened(hostileReport());
    const shown = hostileNames.map(visible);
    expect(texts(page, "tbody > tr > th")).toEqual([...shown, shown[0] ?? ""].map((name) => `${name} ${name}`));
    expect(page("h1").text()).toBe(`Sign-in methods of ${shown[0] ?? ""}`);
    expect(
      page("main > ul > li")
        .toArray()
        .map((note) => page(note).text()),
    ).toEqual(shown);
    expect(page("tbody:eq(1)").attr("data-text")).toBe(`${shown[1] ?? ""} ${shown[1] ?? ""}`.toLowerCase());
  });

  test("adds no element and no attribute", async () => {
    const page = await opened(hostileReport());
    expect([page("script").length, page("style").length, page("img, iframe, link, object").length]).toEqual([1, 1, 0]);
    const attributes = page("*")
      .toArray()
      .flatMap((found) => Object.keys(page(found).attr() ?? {}));
    expect(attributes.filter((name) => /^(on|src|style)/.test(name))).toEqual([]);
  });

  test("cannot change the direction of writing", async () => {
    expect(await pageOf(hostileReport())).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
  });
});

test("the page may use only its own script and style, and refers to nothing outside", async () => {
  const page = await opened(example);
  const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  expect(page("meta[http-equiv=Content-Security-Policy]").attr("content")).toBe(
    `default-src 'none'; script-src ${hash(page("script").text())}; style-src ${hash(page("style").text())}; base-uri 'none'; form-action 'none'`,
  );
  expect(
    page("[href]")
      .toArray()
      .map((found) => page(found).attr("href")),
  ).toEqual(["#report"]);
  expect(page("[src], [action], [srcset], link, base")).toHaveLength(0);
  expect(page("style").text()).not.toMatch(/url\(|@import/);
});
