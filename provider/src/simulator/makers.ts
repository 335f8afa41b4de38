import { caStores } from "../configurations/kinds/lists";
import { mandatory, parameters, string, boundText, type Cmdlet } from "./cmdlet";
import { CmdletFailure } from "./cmdletFailure";
import { unverified } from "./unverified";

/** The cmdlets that make the objects for lists and realms. They store nothing. */
export const makers: readonly Cmdlet[] = [
  {
    name: "New-CsWebOrigin",
    parameters: parameters({ Url: mandatory(string) }),
    returns: { class: "CsWebOrigin", properties: { Url: { name: "String" } } },
    run: ({ Url }) => {
      const url = boundText(Url);
      if (!/^https?:/i.test(url))
        throw new CmdletFailure(unverified.errors.badOrigin, `"${url}" begins with neither http: nor https:.`, url);
      return [{ Url }];
    },
  },
  {
    name: "New-CsWebTrustedCACertificate",
    parameters: parameters({ Thumbprint: mandatory(string), CAStore: mandatory({ type: { name: "Enum", values: caStores } }) }),
    returns: {
      class: "CsWebTrustedCACertificate",
      properties: { Thumbprint: { name: "String" }, CAStore: { name: "Enum", values: caStores } },
    },
    run: ({ Thumbprint, CAStore }) => [{ Thumbprint, CAStore }],
  },
  {
    name: "New-CsSipProxyCustom",
    parameters: parameters({ CustomValue: mandatory(string) }),
    returns: { class: "CsSipProxyCustom", properties: { CustomValue: { name: "String" } } },
    run: ({ CustomValue }) => [{ CustomValue }],
  },
  {
    name: "New-CsSipProxyUseDefault",
    parameters: parameters({}),
    // The real object has no property. The agent recognises it by its type, and writes this
    // property.
    returns: { class: "CsSipProxyUseDefault", properties: {} },
    run: () => [{ UseDefault: true }],
  },
];

/** Whether a cmdlet makes objects. */
export function isMaker(cmdlet: string): boolean {
  return findMaker(cmdlet) !== undefined;
}

/** The cmdlet with this name that makes objects, if there is one. */
export function findMaker(cmdlet: string): Cmdlet | undefined {
  return makers.find(({ name }) => name.toLowerCase() === cmdlet.toLowerCase());
}
