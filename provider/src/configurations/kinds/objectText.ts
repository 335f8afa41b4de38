/**
 * The properties of an object that arrived as its text, such as
 * `Thumbprint=AB…;CAStore=TrustedRootCA`: remoting leaves nothing else of an object inside another
 * one. Undefined where the text is not exactly these properties, each once and with a value: a
 * value that has a semicolon cannot be told from a further property.
 */
export function propertiesInText(text: string, names: readonly string[]): Record<string, string> | undefined {
  const parts = text.split(";").map((part) => /^([^=]+)=(.+)$/.exec(part));
  const found = new Map(parts.map((part) => [part?.[1], part?.[2]] as const));
  const isWhole = parts.length === names.length && names.every((name) => found.get(name) !== undefined);
  return isWhole ? Object.fromEntries(names.map((name) => [name, found.get(name) ?? ""])) : undefined;
}
