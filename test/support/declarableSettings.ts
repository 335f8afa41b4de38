import { documentedDefaults, sameValue, type Noun, type Values } from "../../provider/src/configurations/noun";
import type { Setting } from "../../provider/src/configurations/setting";

/** Every setting of a noun with a value that is not its default, in canonical form. */
export function settingsOf(noun: Noun, defaults: Values = documentedDefaults(noun)): Values {
  return Object.fromEntries(
    Object.entries(noun.settings).map(([property, setting]) => {
      const value = candidates(property, setting).find((one) => !sameValue(noun, property, [one, defaults[property]]));
      return [property, value];
    }),
  );
}

function candidates(property: string, { csType }: Setting): unknown[] {
  switch (csType.name) {
    case "Boolean":
      return [true, false];
    case "Enum":
      return [...csType.values];
    case "String":
      return [/uri|url/i.test(property) ? `https://${property.toLowerCase()}.contoso.com/a'b?c="d"` : "a \u2028 '\" */ ${b} \\ ü 日本"];
    case "UInt32":
      return [csType.max ?? 4294967295, csType.min ?? 1];
    case "UInt64":
    case "Int64":
      return [csType.max ?? "9007199254740993", csType.min ?? 1];
    case "TimeSpan":
      return ["1.00:00:06.5000000"];
    case "PSListModifier":
      return csType.element.cmdlet === "New-CsWebOrigin"
        ? [["https://a.contoso.com", "https://b.contoso.com"]]
        : [[{ thumbprint: "A".repeat(40), caStore: "TrustedRootCA" }]];
    case "IRealmChoice":
      return [{ custom: 'Contoso "Service"\\' }];
  }
}
