import type { Noun, Values } from "../configurations/noun";
import { signInMethods } from "../configurations/noun";
import type { Collection, Deployment } from "../deployment/deployment";
import { LyncError } from "../errors";

/** A bag of properties as the engine hands it over: it may hold `__provider`, too, which is never looked at. */
export type Properties = Record<string, unknown>;

/** What a program declared, canonical. */
export interface Declared {
  identity: string;
  values: Values;
}

/** What a resource puts out and the state keeps: the inputs, whole, and what only the server tells. */
export interface Outputs extends Values {
  identity: string;
  /** The sign-in methods that the collection leaves on, in words. */
  signInMethods: string;
  /** The deployment that this state belongs to. */
  deployment: string;
}

/** The declared part of inputs or outputs. */
export function declaredIn(noun: Noun, properties: Properties): Declared {
  const values: Values = {};
  for (const property of Object.keys(noun.settings)) {
    const value = properties[property];
    if (value !== undefined && value !== null) values[property] = value;
  }
  return { identity: String(properties.identity), values };
}

/** The outputs for what was declared, as the server has it. */
export function outputsOf(noun: Noun, declared: Declared, found: Collection, deployment: Deployment): Outputs {
  return { ...asFound(declared, found), signInMethods: signInMethods(noun, found.values), deployment: deployment.name };
}

/** The declared settings with the values that the server has. */
export function asFound(declared: Declared, found: Collection): Values & { identity: string } {
  const values = Object.keys(declared.values).map((property) => [property, found.values[property]] as const);
  return { identity: declared.identity, ...Object.fromEntries(values) };
}

/** A state belongs to its deployment: another one's absent collection would read as gone, and be created where nobody wants it. */
export function refuseOtherDeployment(properties: Properties, deployment: Deployment): void {
  const { deployment: stated, identity } = properties;
  if (stated === undefined || stated === deployment.name) return;
  throw new LyncError(
    `${JSON.stringify(identity)} belongs to the deployment ${JSON.stringify(stated)}, but the stack's configuration now names "${deployment.name}". ` +
      "Use another stack for another deployment, or set the configuration back",
    { kind: "unsupported" },
  );
}
