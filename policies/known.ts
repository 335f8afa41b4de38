import { unknownValue } from "@pulumi/pulumi/runtime";

/**
 * Copies the properties that a policy gets into plain data. There, reading a property that is not
 * known yet throws. In the copy, it is Pulumi's unknown value.
 */
export function known(properties: object): Record<string, unknown> {
  return Object.fromEntries(Object.keys(properties).map((name) => [name, knownAt(properties, name)]));
}

function knownAt(place: object, name: string): unknown {
  const value = valueAt(place, name);
  if (Array.isArray(value)) return Object.keys(value).map((index) => knownAt(value, index));
  return typeof value === "object" && value !== null ? known(value) : value;
}

function valueAt(place: object, name: string): unknown {
  try {
    return (place as Record<string, unknown>)[name];
  } catch {
    return unknownValue;
  }
}
