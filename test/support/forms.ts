import fc from "fast-check";
import type { Setting } from "../../provider/src/configurations/setting";

/** A text in which each letter is in upper or lower case. */
export const anyCase = (text: string): fc.Arbitrary<string> =>
  fc.array(fc.boolean(), { minLength: text.length, maxLength: text.length }).map((upper) =>
    text
      .split("")
      .map((letter, index) => (upper[index] === true ? letter.toUpperCase() : letter.toLowerCase()))
      .join(""),
  );

const host = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?(\.[a-z]([a-z0-9]{0,5})){1,2}$/);
const unpaired = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * Every legal form in which a program may write a setting's value. This includes its default, and
 * not declaring it.
 */
export function legalForms(property: string, setting: Setting): fc.Arbitrary<unknown> {
  const ordinary = { weight: 3, arbitrary: valuesOf(property, setting) };
  return fc.oneof(ordinary, fc.constantFrom(setting.default, setting.empty, undefined, null));
}

function valuesOf(property: string, { csType }: Setting): fc.Arbitrary<unknown> {
  switch (csType.name) {
    case "Boolean":
      return fc.boolean();
    case "Enum":
      return fc.constantFrom(...csType.values).chain(anyCase);
    case "String":
      if (property === "wsFedPassiveMetadataUri") return fc.webUrl({ validSchemes: ["https"] });
      return fc.string({ unit: "binary" }).filter((text) => !unpaired.test(text));
    case "UInt32":
      return whole(BigInt(csType.min ?? 0), BigInt(csType.max ?? 2 ** 32 - 1));
    case "UInt64":
      return whole(BigInt(csType.min ?? 0), BigInt(csType.max ?? 2n ** 64n - 1n));
    case "Int64":
      return whole(BigInt(csType.min ?? -(2n ** 63n)), BigInt(csType.max ?? 2n ** 63n - 1n));
    case "TimeSpan":
      return fc.oneof(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.double({ min: 0, max: 100_000, noNaN: true }).map((seconds) => Math.round(seconds * 1000) / 1000),
        fc
          .tuple(fc.nat(9999), fc.nat(23), fc.nat(59), fc.nat(59), fc.nat(9_999_999))
          .map(([days, hours, minutes, seconds, ticks]) => `${days}.${hours}:${minutes}:${seconds}.${String(ticks).padStart(7, "0")}`),
        fc.tuple(fc.nat(23), fc.nat(59), fc.nat(59)).map((parts) => parts.join(":")),
      );
    case "PSListModifier":
      return csType.element.cmdlet === "New-CsWebOrigin" ? fc.array(origin, { maxLength: 6 }) : fc.array(certificate, { maxLength: 6 });
    case "IRealmChoice":
      return fc.oneof(fc.constant("default"), fc.record({ custom: fc.string({ minLength: 1 }) }));
  }
}

function whole(min: bigint, max: bigint): fc.Arbitrary<unknown> {
  return fc.bigInt({ min, max }).chain((number) => {
    const [sign, digits] = number < 0n ? ["-", String(-number)] : ["", String(number)];
    const text = fc.constantFrom(`${sign}${digits}`, `${sign}00${digits}`, ` ${sign}${digits} `, ...(sign === "" ? [`+${digits}`] : []));
    return Number.isSafeInteger(Number(number)) ? fc.oneof(text, fc.constant(Number(number))) : text;
  });
}

const origin = fc
  .tuple(
    fc.constantFrom("http://", "https://", "HTTPS://"),
    host.chain(anyCase),
    fc.constantFrom("", ".", ":8443"),
    fc.constantFrom("", "/"),
  )
  .map((parts) => parts.join(""));

const certificate = fc.record({
  thumbprint: fc
    .array(fc.constantFrom(..."0123456789abcdefABCDEF".split("")), { minLength: 40, maxLength: 40 })
    .chain((digits) => fc.constantFrom(digits.join(""), digits.join(" "), `\u200e${digits.join("")}`)),
  caStore: fc.constantFrom("TrustedRootCA", "IntermediateCA", "ThirdPartyRootCA").chain(anyCase),
});
