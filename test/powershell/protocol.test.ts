import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  findAnswer,
  findVersion,
  frameAnswer,
  modeLines,
  RequestReader,
  requestLines,
  type Answer,
} from "../../provider/src/powershell/protocol";

const value = fc.oneof(fc.string({ unit: "binary" }), fc.boolean(), fc.integer(), fc.constant(null));
const answer: Answer = { id: 7, opening: null, results: [], error: null };
const about = {
  powershell: "5.1.14393.0",
  edition: "Desktop",
  languageMode: "FullLanguage",
  executionPolicy: null,
  account: "CONTOSO\\admin",
  isServerAdmin: true,
  operatingSystem: "Microsoft Windows NT 10.0.14393.0",
  cmdlets: ["Get-CsPool"],
};

describe("the protocol", () => {
  const name = fc.stringMatching(/^[A-Za-z]+$/);

  test("transfers every value unchanged, on lines of base64", () => {
    fc.assert(
      fc.property(fc.dictionary(name, value), (parameters) => {
        const request = { id: 1, calls: [{ cmdlet: "Set-CsProxyConfiguration", parameters: { ...parameters } }] };
        const lines = requestLines(request);
        expect(lines).toEqual([expect.stringMatching(/^1 0 [A-Za-z0-9+/=]*$/)]);
        expect(lines.map((line) => new RequestReader().read(line))).toEqual([request]);
      }),
    );
  });

  test("transfers secrets on separate lines, and one request after the other", () => {
    const origin = { make: "New-CsWebOrigin", with: { Url: "https://secret.contoso.com" } };
    const parameters = { Identity: "global", Realm: "hunter2\n*0", Origins: { list: [origin, origin] }, Count: 1234567, Flag: true };
    const call = { cmdlet: "Set-CsProxyConfiguration", parameters, secret: ["Realm", "Origins", "Count"] };
    const [first = "", ...secrets] = requestLines({ id: 7, calls: [call] });
    expect(Buffer.from(first.split(" ")[2] ?? "", "base64").toString()).not.toMatch(/hunter2|secret|1234567/);
    expect(secrets.map((line) => Buffer.from(line, "base64").toString())).toEqual([
      "hunter2\n*0",
      "https://secret.contoso.com",
      "https://secret.contoso.com",
      "1234567",
    ]);
    const reader = new RequestReader();
    const read = [first, ...secrets, ...requestLines({ id: 8, calls: [] })].map((line) => reader.read(line));
    expect(read.slice(0, 4)).toEqual([undefined, undefined, undefined, undefined]);
    expect(read[4]).toEqual({ id: 7, calls: [{ cmdlet: call.cmdlet, parameters: { ...parameters, Count: "1234567" } }] });
    expect(read[5]).toEqual({ id: 8, calls: [] });
  });

  test("sends a remote endpoint's password as a secret", () => {
    const remote = { connectionUri: "https://pool.contoso.com", authentication: "Default", username: "admin", password: "hunter2" };
    const [first = "", ...secrets] = requestLines({ id: 1, open: { modules: [], cmdlets: [], remote }, calls: [] });
    expect(Buffer.from(first.split(" ")[2] ?? "", "base64").toString()).toContain('"password":"*0"');
    expect(secrets).toEqual([Buffer.from("hunter2").toString("base64")]);
  });

  test("asks a session to describe itself, and accepts only a complete description", () => {
    expect(requestLines({ id: 1, describe: true, calls: [] }).map((line) => new RequestReader().read(line))).toEqual([
      { id: 1, describe: true, calls: [] },
    ]);
    expect(findAnswer(frameAnswer({ ...answer, about }), 7)).toEqual({ ...answer, about });
    for (const part of Object.keys(about)) {
      expect(findAnswer(frameAnswer({ ...answer, about: { ...about, [part]: undefined } }), 7), part).toBeUndefined();
    }
  });

  test("finds the version of a PowerShell in the output of the first lines, and none if they did not run", () => {
    expect(findVersion("#lync-mode:FullLanguage:lync-mode#\r\n#lync-version:5.1.14393.0:lync-version#\r\n")).toBe("5.1.14393.0");
    expect(findVersion(modeLines.join("\n"))).toBeUndefined();
  });

  test("sends no string that could be taken for a date", () => {
    const [line = ""] = requestLines({
      id: 1,
      calls: [{ cmdlet: "Get-CsProxyConfiguration", parameters: { Identity: "2026-01-01T00:00:00" } }],
    });
    const json = Buffer.from(line.split(" ")[2] ?? "", "base64").toString();
    expect(json).toContain('"=2026-01-01T00:00:00"');
  });

  test("finds an answer between other output, even on the same line", () => {
    const framed = frameAnswer(answer);
    expect(findAnswer(`\u001b[?1h${framed}\u001b[?1l noise`, 7)).toEqual(answer);
    expect(findAnswer(`Loading…\n#lync-answer:nonsense:lync-answer#\n${framed}\n`, 7)).toEqual(answer);
    expect(findAnswer(`#lync-answer:half\n${framed}`, 7)).toEqual(answer);
  });

  test.each([
    ["nothing", ""],
    ["noise", "Hello"],
    ["half a frame", frameAnswer(answer).slice(0, 40)],
    ["another request's answer", frameAnswer({ ...answer, id: 6 })],
  ])("finds no answer in %s", (_what, output) => {
    expect(findAnswer(output, 7)).toBeUndefined();
  });

  test("refuses two answers to one request", () => {
    expect(() => findAnswer(frameAnswer(answer) + frameAnswer(answer), 7)).toThrow("2 answers to one request.");
  });

  test.each<[what: string, answer: object]>([
    ["without its results", { ...answer, results: undefined }],
    ["whose results are null", { ...answer, results: null }],
    ["without an error, which must at least be null", { ...answer, error: undefined }],
    ["without an opening", { ...answer, opening: undefined }],
    ["with a result without objects", { ...answer, results: [{ warnings: [], milliseconds: 1, error: null }] }],
    ["with one object instead of a list", { ...answer, results: [{ objects: {}, warnings: [], milliseconds: 1, error: null }] }],
    ["with half an error", { ...answer, results: [{ objects: [], warnings: [], milliseconds: 1, error: { message: "No." } }] }],
    ["with half an opening", { ...answer, opening: { module: "Lync" } }],
    ["whose opening has no warnings", { ...answer, opening: { module: "Lync", version: "5.0", parameters: {} } }],
  ])("ignores an answer %s", (_what, broken) => {
    expect(findAnswer(frameAnswer(broken as Answer), 7)).toBeUndefined();
  });

  test("ignores an answer with bytes that are not UTF-8", () => {
    const json = Buffer.from(JSON.stringify({ ...answer, error: { category: "", id: "", message: "?", target: "" } }));
    json[json.indexOf("?")] = 0xff;
    expect(findAnswer(`#lync-answer:${json.toString("base64")}:lync-answer#`, 7)).toBeUndefined();
  });
});
