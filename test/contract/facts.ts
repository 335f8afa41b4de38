import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * What the vendor's pages say about one parameter. `settings.json` next to this file has all
 * parameters, independently of the package's own table.
 */
export interface Fact {
  name: string;
  type: "Boolean" | "String" | "Enum" | "UInt32" | "UInt64" | "Int64" | "TimeSpan" | "PSListModifier" | "IRealmChoice";
  default: unknown;
  since: 2010 | 2013 | 2015;
  min?: number;
  max?: number;
  values?: string[];
  unit?: string;
  deprecated?: boolean;
  authentication?: boolean;
  documentedDefault?: number | number[];
  cmdlets?: string[];
  note?: string;
}

export type CsNoun = "CsWebServiceConfiguration" | "CsProxyConfiguration";

export const facts = JSON.parse(readFileSync(path.join(import.meta.dirname, "settings.json"), "utf8")) as Record<
  CsNoun,
  { settings: Fact[] }
>;
