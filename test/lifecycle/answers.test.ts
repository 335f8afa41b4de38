import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { Noun } from "../../provider/src/configurations/noun";
import { nouns } from "../../provider/src/configurations/nouns";
import { bounded } from "../../provider/src/bounded";
import { differenceText } from "../../provider/src/lifecycle/differenceText";
import { withoutUndefined } from "../../provider/src/lifecycle/door";
import { lifecycleOf } from "../../provider/src/lifecycle/provider";
import type { Properties } from "../../provider/src/stack/bag";
import { throughEngine } from "../support/engine";
import { legalForms } from "../support/forms";
import { simulate } from "../support/simulated";
import { viewOf } from "../support/verbs";

const require = createRequire(import.meta.resolve("@pulumi/pulumi"));
const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js") as { Struct: { fromJavaScript(value: object): unknown } };

const pools = ["LyncPool01.contoso.com", "LyncPool02.contoso.com"].map((fqdn) => ({ fqdn, role: "enterprisePool" }));
const topology = { serverVersion: 2019, sites: [{ name: "Redmond", pools }] };
const identityOf = (noun: Noun): string => `Service:${noun.services[0] ?? ""}:LyncPool01.contoso.com`;

/**
 * Runs a verb as Pulumi's provider process does: it makes a message of the result, or of the error.
 */
async function answered<T>(verb: (() => Promise<T>) | undefined, parts: (result: T) => (object | undefined)[]): Promise<T | undefined> {
  try {
    const result = await verb?.();
    if (result !== undefined) for (const part of parts(result)) if (part !== undefined) Struct.fromJavaScript(part);
    return result;
  } catch (error) {
    const { message, properties, reasons } = error as { message: string; properties?: object; reasons?: string[] };
    expect(message).not.toBe("Unexpected struct type.");
    // The message is in the trailer, where each byte that is not ASCII takes three. A trailer holds
    // only 64 KiB.
    expect(encodeURIComponent(message.replaceAll(/\p{Surrogate}/gu, "?")).length).toBeLessThan(32 * 1024);
    if (properties !== undefined) Struct.fromJavaScript(properties);
    expect((reasons ?? []).join("").length).toBeLessThan(10_000);
    return undefined;
  }
}

/**
 * Some settings, with and without a value, as a program declares them or as a server has stored
 * them.
 */
const declaredOf = (noun: Noun): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .subarray(Object.keys(noun.settings), { maxLength: 6 })
    .chain((properties) =>
      fc.record(Object.fromEntries(properties.map((property) => [property, legalForms(property, noun.settings[property]!)]))),
    );

const storedOf = (noun: Noun): fc.Arbitrary<Record<string, null>> =>
  fc
    .subarray(Object.keys(noun.settings), { maxLength: 4 })
    .map((properties) =>
      Object.fromEntries(properties.map((name) => [noun.settings[name]?.parameter ?? name.charAt(0).toUpperCase() + name.slice(1), null])),
    );

// The engine always sends this text. The provider process adds it to what check returns.
const providerText = "exports.handler=()=>0";
const long = "Überlastet, 接続できません. ".repeat(3000);
const faults = fc.constantFrom(
  [],
  [{ forget: true }],
  [{ cmdlet: "Set-", forget: true }],
  [{ fail: { category: "InvalidOperation", id: "X", message: long } }],
  [{ fail: { category: "ConnectionError", id: "X", message: long }, times: 1 }],
);

describe("whatever a deployment holds and does, the result of every verb can be sent, and each verb succeeds at least once,", () => {
  test.each(nouns.map((noun) => [noun.type, noun] as const))("for a %s", async (_type, noun) => {
    const succeeded = { create: 0, read: 0, update: 0, delete: 0 };
    const counted =
      <T>(verb: keyof typeof succeeded, run: () => Promise<T>): (() => Promise<T>) =>
      async () => {
        const result = await run();
        succeeded[verb] += 1;
        return result;
      };
    // The output has the cmdlet that undoes each adoption.
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    onTestFinished(() => {
      said.mockRestore();
    });
    await fc.assert(
      fc.asyncProperty(
        declaredOf(noun),
        declaredOf(noun),
        storedOf(noun),
        faults,
        fc.boolean(),
        async (first, second, stored, given, adopt) => {
          const simulated = simulate(topology);
          const identity = identityOf(noun);
          if (adopt) writeFileSync(simulated.file.replace(".json", ".state.json"), JSON.stringify({ [noun.cs]: { [identity]: stored } }));
          const provider = lifecycleOf(noun, () => Promise.resolve(viewOf(simulated.deployment)));
          const check = (olds: Properties, news: Properties): Promise<Properties | undefined> =>
            answered(
              () => provider.check!(olds, throughEngine(news)),
              ({ inputs, failures = [] }) => [inputs as object, ...failures.map((failure) => ({ ...failure }))],
            ).then((result) =>
              (result?.failures ?? []).length > 0
                ? undefined
                : { ...throughEngine(result?.inputs as Properties), __provider: providerText },
            );

          const options = adopt ? { adopt: true } : {};
          const inputs = await check({}, { __provider: providerText, identity, ...options, ...first });
          if (inputs === undefined) return;
          simulated.setFaults(...given.map((fault) => ("cmdlet" in fault ? { ...fault, cmdlet: `Set-${noun.cs}` } : fault)));
          const created = await answered(
            counted("create", () => provider.create(inputs)),
            ({ outs }) => [outs as object],
          );
          const state = throughEngine((created?.outs ?? inputs) as Properties);
          const read = await answered(
            counted("read", () => provider.read!(identity, state)),
            ({ props, inputs: read }) => [props as object, read as object],
          );
          const known = throughEngine({ ...state, ...(read?.props as Properties | undefined) });
          const news = await check(known, { __provider: providerText, identity, ...options, ...second });
          if (news !== undefined) {
            await answered(
              () => provider.diff!(identity, known, news),
              () => [],
            );
            await answered(
              counted("update", () => provider.update!(identity, known, news)),
              ({ outs }) => [outs as object],
            );
          }
          await answered(
            counted("delete", () => provider.delete!(identity, known)),
            () => [],
          );
        },
      ),
      { numRuns: 60 },
    );
    for (const [verb, count] of Object.entries(succeeded)) expect(count, verb).toBeGreaterThan(0);
  });
});

test("undefined is left out at any depth, and becomes null in a list", () => {
  const given = { a: undefined, b: { c: undefined, d: [1, undefined, { e: undefined }] }, f: null };
  expect(withoutUndefined(given)).toEqual({ b: { d: [1, null, {}] }, f: null });
});

test.each([
  ["a short text is not cut", "short", "short"],
  ["a long text is cut", "abcdefghijkl", "abcdefghij… (2 more characters)"],
  ["a long text is not cut between the halves of a surrogate pair", "abcdefghi😀kl", "abcdefghi… (4 more characters)"],
])("%s", (_what, text, shown) => {
  expect(bounded(text, 10)).toBe(shown);
});

describe("in the difference of two values,", () => {
  const list = (from: number, count: number): string[] =>
    Array.from({ length: count }, (_, index) => `https://origin${from + index}.contoso.com`);

  test.each([
    ["short values are shown whole", 7, 100, "wanted 7, found 100"],
    ["an absent value is shown as nothing", "a", undefined, 'wanted "a", found nothing'],
    ["short lists are shown whole", ["a"], ["b"], 'wanted ["a"], found ["b"]'],
    [
      "long lists show a few of the missing and of the extra elements",
      list(0, 20),
      list(18, 20),
      '18 missing: "https://origin0.contoso.com", "https://origin1.contoso.com", "https://origin2.contoso.com" and 15 more; ' +
        '18 too many: "https://origin20.contoso.com", "https://origin21.contoso.com", "https://origin22.contoso.com" and 15 more',
    ],
    ["all elements of an absent list are missing", list(0, 20), undefined, expect.stringMatching(/^20 missing: .* and 17 more$/)],
    [
      "elements with their keys in another order are the same",
      [{ a: 1, b: 2 }, ...list(0, 20)],
      [{ b: 2, a: 1 }],
      expect.stringMatching(/^20 missing: [^;]*$/),
    ],
  ])("%s", (_what, wanted, found, text) => {
    expect(differenceText(wanted, found)).toEqual(text);
  });
});
