type Values = Readonly<Record<string, unknown>>;

/** The values of these settings, if they have any. */
export function pick(values: Values, properties: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(properties.filter((property) => property in values).map((property) => [property, values[property]]));
}

/** The values of all settings except these. */
export function omit(values: Values, properties: readonly string[]): Record<string, unknown> {
  const omitted = new Set(properties);
  return Object.fromEntries(Object.entries(values).filter(([property]) => !omitted.has(property)));
}

/** The settings with each value replaced by another one. */
export function mapValues(values: Values, change: (value: unknown, property: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([property, value]) => [property, change(value, property)]));
}
