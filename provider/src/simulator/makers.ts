import type { CsMade } from "../configurations/csValue";
import { caStores } from "../configurations/kinds/lists";
import { bind } from "./binding";
import { parameters, string, type Cmdlet, type CsObject } from "./cmdlet";
import { CmdletFailure, emptyText, missingParameter } from "./cmdletFailure";
import { unverified } from "./unverified";

/** The cmdlets that make the objects of lists and realms; they store nothing. */
export const makers: readonly Cmdlet[] = [
  {
    name: "New-CsWebOrigin",
    parameters: parameters({ Url: string }),
    run: ({ Url }) => {
      const url = required("Url", Url);
      if (!/^https?:/i.test(url))
        throw new CmdletFailure(unverified.errors.badOrigin, `"${url}" begins with neither http: nor https:.`, url);
      return [{ Url: url }];
    },
  },
  {
    name: "New-CsWebTrustedCACertificate",
    parameters: parameters({
      Thumbprint: string,
      CAStore: { name: "Enum", values: caStores },
    }),
    run: ({ Thumbprint, CAStore }) => [{ Thumbprint: required("Thumbprint", Thumbprint), CAStore: required("CAStore", CAStore) }],
  },
  {
    name: "New-CsSipProxyCustom",
    parameters: parameters({ CustomValue: string }),
    run: ({ CustomValue }) => [{ CustomValue: required("CustomValue", CustomValue) }],
  },
  // The object has no property of its own; the agent tells it by its type, and writes this one.
  { name: "New-CsSipProxyUseDefault", parameters: parameters({}), run: () => [{ UseDefault: true }] },
];

/** Makes an object that a parameter needs. */
export function makeObject({ make, with: given }: CsMade): CsObject {
  const maker = makers.find(({ name }) => name.toLowerCase() === make.toLowerCase());
  if (maker === undefined)
    throw new CmdletFailure({ category: "ObjectNotFound", id: "CommandNotFoundException" }, `The term '${make}' is not recognized.`);
  try {
    const [object] = maker.run(bind(maker.parameters, given), { lagSeconds: 0 });
    return object ?? {};
  } catch (error) {
    if (error instanceof CmdletFailure) error.cmdlet = maker.name;
    throw error;
  }
}

function required(name: string, value: unknown): string {
  if (typeof value !== "string") throw missingParameter(name);
  if (value === "") throw emptyText(name);
  return value;
}
