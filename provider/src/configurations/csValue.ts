/** A value that PowerShell binds as it is. */
export type CsScalar = boolean | number | string | null;

/** An object that another cmdlet makes, such as an origin by New-CsWebOrigin. */
export interface CsMade {
  make: string;
  with: Record<string, CsScalar>;
}

/** The objects themselves, as New takes them for a list. */
export interface CsList {
  list: CsMade[];
}

/** A change of a list, as Set takes it: a hashtable with any of these keys. */
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

/** What the elements of a list are made by, and by which parameters they are read again. */
export interface CsElement {
  cmdlet: string;
  parameters: readonly string[];
}
