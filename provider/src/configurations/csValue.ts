/** A value that PowerShell binds without change. */
export type CsScalar = boolean | number | string | null;

/** An object that another cmdlet makes, such as an origin from New-CsWebOrigin. */
export interface CsMade {
  make: string;
  with: Record<string, CsScalar>;
}

/** A list of objects, as New takes it. */
export interface CsList {
  list: CsMade[];
}

/** A change to a list, as Set takes it: a hashtable with any of these keys. */
export interface CsListChange {
  add?: CsMade[];
  remove?: CsMade[];
  replace?: CsMade[];
}

/** A value of a cmdlet's parameter. */
export type CsValue = CsScalar | CsMade | CsList | CsListChange;

/** The type of a Cs cmdlet's parameter, as PowerShell's binder sees it. */
export type CsType =
  | { name: "Boolean" }
  | { name: "String" }
  | { name: "Enum"; values: readonly string[] }
  | { name: WholeName; min?: number; max?: number }
  | { name: "TimeSpan" }
  | { name: "PSListModifier"; element: CsElement }
  | { name: "IRealmChoice" };

export type WholeName = "UInt32" | "UInt64" | "Int64";

/** The cmdlet that makes the elements of a list, and the parameters by which they are read back. */
export interface CsElement {
  cmdlet: string;
  parameters: readonly string[];
}
