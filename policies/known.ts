import { unknownValue } from "@pulumi/pulumi/runtime";

/**
 * The properties that a policy is given, as plain data: reading one that is not known yet throws
 * there, and is Pulumi's unknown value here.
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
