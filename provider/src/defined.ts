/** The names of the properties that may be undefined. */
type Optional<T> = { [P in keyof T]-?: undefined extends T[P] ? P : never }[keyof T];

/** The same object type, in which each property that may be undefined is optional instead. */
export type Defined<T> = Omit<T, Optional<T>> & { [P in Optional<T>]?: Exclude<T[P], undefined> };

/** An object without its properties that are undefined. */
export function defined<T extends object>(object: T): Defined<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Defined<T>;
}
