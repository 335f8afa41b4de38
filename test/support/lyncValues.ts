import path from "node:path";

/** The file of a module with a value of each type. */
export const module = path.resolve(import.meta.dirname, "..", "fixtures", "LyncValues.psm1");
/** The properties of that module's Web Services configuration. */
export const select = "Identity Flag Text Nothing Enum Uri Guid Version Span Whole Large Double None One Origins".split(" ");
/** The values of those properties, as a session reads them. */
export const sample = {
  Identity: "Global",
  Flag: true,
  Text: "2026-01-01T00:00:00",
  Nothing: null,
  Enum: "Friday",
  Uri: "https://contoso.com/a",
  Guid: "6f9619ff-8b86-d011-b42d-00cf4fc964ff",
  Version: "7.0.2046.0",
  Span: "00:01:30",
  Whole: 7,
  Large: "18446744073709551615",
  Double: 1.5,
  None: [],
  One: ["https://contoso.com/a"],
  Origins: [{ Url: "https://a.contoso.com" }, { Url: "https://b.contoso.com" }],
};
