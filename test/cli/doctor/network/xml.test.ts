import { describe, expect, test } from "vitest";
import { elementsIn, isHtml, readXml } from "../../../../provider/src/cli/doctor/network/xml";

const read = (text: string): ReturnType<typeof readXml> => readXml(Buffer.from(text));

describe("an XML document", () => {
  test("is read with its namespaces, whatever its prefixes", () => {
    const root = read(
      '<?xml version="1.0"?><a:one xmlns:a="urn:a" x="1" a:x="2"><two xmlns="urn:b"><![CDATA[<t>]]> &amp; &#65;</two></a:one>',
    );
    expect(root).toMatchObject({ namespace: "urn:a", name: "one", attributes: new Map([["x", "1"]]), type: undefined });
    expect(elementsIn(root, "urn:b", "two").map(({ text }) => text)).toEqual(["<t> & A"]);
    expect(elementsIn(root, "urn:a", "two")).toEqual([]);
    expect(elementsIn(root, "urn:a", "one")).toEqual([root]);
  });

  test("has the type that xsi:type gives an element, without its prefix", () => {
    expect(read('<a xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:f="urn:f" i:type="f:T"/>')).toMatchObject({ type: "T" });
  });

  test.each([
    ["UTF-8 with a mark", Buffer.from("\ufeff<a>é</a>")],
    ["UTF-16", Buffer.from("\ufeff<a>é</a>", "utf16le")],
  ])("is read in %s", (_what, bytes) => {
    expect(readXml(bytes).text).toBe("é");
  });

  test.each([
    ["plain text", "metadata", "is not valid XML: 1:"],
    ["nothing", "", "is not valid XML: 1:0: document must contain a root element."],
    ["an element that is not closed", "<a><b></a>", "is not valid XML: 1:"],
    ["two documents", "<a/><b/>", "is not valid XML: 1:"],
    ["an undeclared prefix", "<a:b/>", "is not valid XML: 1:"],
    ["an undeclared entity", "<a>&b;</a>", "is not valid XML: 1:"],
    ["Latin-1", Buffer.from("<a>é</a>", "latin1"), "is neither UTF-8 nor UTF-16"],
    ["deeply nested elements", "<a>".repeat(1_000_000), "has elements nested more than 100 deep"],
    ["very many elements", `<a>${"<b/>".repeat(1_000_000)}</a>`, "has more than 100000 elements"],
    [
      "a DOCTYPE",
      '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
      "has a DOCTYPE, which no such document needs, so it was not read any further",
    ],
  ])("is refused if it is or has %s", (_what, text, message) => {
    expect(() => readXml(Buffer.from(text))).toThrow(message);
  });

  test("with a billion laughs is refused before any entity is expanded", () => {
    const levels = Array.from({ length: 9 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`);
    const laughs = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "lol">${levels.join("")}]><l>&l9;</l>`;
    const before = process.memoryUsage().heapUsed;
    expect(() => read(laughs)).toThrow("has a DOCTYPE");
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(50_000_000);
  });
});

test.each([
  ["<!DOCTYPE html><title>Sign in</title>", true],
  ["\n<!-- a page -->\n<HTML lang=en>", true],
  ['<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"><html/>', true],
  ["<a><html/></a>", false],
  ["<htmlish/>", false],
  ["", false],
])("whether %j is an HTML page: %s", (text, expected) => {
  expect(isHtml(Buffer.from(text))).toBe(expected);
});
