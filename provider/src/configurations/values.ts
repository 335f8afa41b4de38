type Values = Readonly<Record<string, unknown>>;

/** The values of these settings, as far as there are any. */
export function pick(values: Values, properties: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(properties.filter((property) => property in values).map((property) => [property, values[property]]));
}

/** The values of all settings but these. */
export function omit(values: Values, properties: readonly string[]): Record<string, unknown> {
  const omitted = new Set(properties);
  return Object.fromEntries(Object.entries(values).filter(([property]) => !omitted.has(property)));
}

/** Another value for each of the settings. */
export function mapValues(values: Values, change: (value: unknown, property: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([property, value]) => [property, change(value, property)]));
}
