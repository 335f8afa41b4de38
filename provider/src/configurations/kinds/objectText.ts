/**
 * The properties of an object that arrived as its text, such as
 * `Thumbprint=AB…;CAStore=TrustedRootCA`, because remoting keeps only the text of an object inside
 * another one. Undefined if the text does not have exactly these properties, each once and with a
 * value. A value with a semicolon would look like a further property.
 */
export function propertiesInText(text: string, names: readonly string[]): Record<string, string> | undefined {
  const parts = text.split(";").map((part) => /^([^=]+)=(.+)$/.exec(part));
  const found = new Map(parts.map((part) => [part?.[1], part?.[2]] as const));
  const isWhole = parts.length === names.length && names.every((name) => found.get(name) !== undefined);
  return isWhole ? Object.fromEntries(names.map((name) => [name, found.get(name) ?? ""])) : undefined;
}
