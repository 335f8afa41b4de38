import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findAnswer, frameAnswer, parseRequestLine, requestLine, type Answer } from "../../provider/src/powershell/protocol";

const value = fc.oneof(fc.string({ unit: "binary" }), fc.boolean(), fc.integer(), fc.constant(null));
const answer: Answer = { id: 7, opening: null, results: [], error: null };

describe("the protocol", () => {
  test("brings every value over unchanged, on one line without any of it", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[A-Za-z]+$/), value), (parameters) => {
        const request = { id: 1, calls: [{ cmdlet: "Set-CsProxyConfiguration", parameters: { ...parameters } }] };
        const line = requestLine(request);
        expect(line).toMatch(/^Invoke-LyncRequest '[A-Za-z0-9+/=]*'$/);
        expect(parseRequestLine(line)).toEqual(request);
      }),
    );
  });

  test("sends no string that could be taken for a date", () => {
    const line = requestLine({ id: 1, calls: [{ cmdlet: "Get-CsProxyConfiguration", parameters: { Identity: "2026-01-01T00:00:00" } }] });
    const json = Buffer.from(line.slice("Invoke-LyncRequest '".length, -1), "base64").toString();
    expect(json).toContain('"=2026-01-01T00:00:00"');
  });

  test("finds an answer inside whatever was printed around it, on its line too", () => {
    const framed = frameAnswer(answer);
    expect(findAnswer(`\u001b[?1h${framed}\u001b[?1l noise`, 7)).toEqual(answer);
    expect(findAnswer(`Loading…\n#lync-answer:nonsense:lync-answer#\n${framed}\n`, 7)).toEqual(answer);
    expect(findAnswer(`#lync-answer:half\n${framed}`, 7)).toEqual(answer);
  });

  test.each([
    ["nothing", "", "it printed nothing"],
    ["noise", "Hello", '"Hello"'],
    ["half a frame", frameAnswer(answer).slice(0, 40), "#lync-answer:"],
    ["another request's answer", frameAnswer({ ...answer, id: 6 }), "#lync-answer:"],
  ])("takes %s for no answer", (_what, output, shown) => {
    expect(() => findAnswer(output, 7)).toThrow(shown);
  });

  test.each<[what: string, answer: object]>([
    ["without its results", { ...answer, results: undefined }],
    ["whose results are null", { ...answer, results: null }],
    ["without an error, which is null where there is none", { ...answer, error: undefined }],
    ["without an opening", { ...answer, opening: undefined }],
    ["with a result without objects", { ...answer, results: [{ warnings: [], milliseconds: 1, error: null }] }],
    ["with one object in place of a list", { ...answer, results: [{ objects: {}, warnings: [], milliseconds: 1, error: null }] }],
    ["with half an error", { ...answer, results: [{ objects: [], warnings: [], milliseconds: 1, error: { message: "No." } }] }],
    ["with half an opening", { ...answer, opening: { module: "Lync" } }],
  ])("takes an answer %s for no answer", (_what, broken) => {
    expect(() => findAnswer(frameAnswer(broken as Answer), 7)).toThrow(expect.objectContaining({ kind: "badAnswer" }));
  });

  test("takes an answer with bytes that are no UTF-8 for no answer", () => {
    const json = Buffer.from(JSON.stringify({ ...answer, error: { category: "", id: "", message: "?", target: "" } }));
    json[json.indexOf("?")] = 0xff;
    expect(() => findAnswer(`#lync-answer:${json.toString("base64")}:lync-answer#`, 7)).toThrow("no whole frame");
  });
});
