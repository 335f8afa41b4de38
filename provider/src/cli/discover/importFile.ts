import type { Properties } from "../../stack/bag";

/** A file for `pulumi import --file`, of a Pulumi CLI 3.254.0 or later. */
export interface ImportFile {
  resources: (ImportedComponent | ImportedCollection)[];
}

/** What each resource of the file has. */
interface Imported {
  type: string;
  /**
   * What `parent` refers to: the component's name in this file, which no other resource of the file
   * has.
   */
  name: string;
  /** The name that the program gives it. */
  logicalName: string;
  outputs: Properties;
}

/** A component, which is in the state alone. */
export interface ImportedComponent extends Imported {
  component: true;
}

/** A collection. With its outputs in the file the engine does not ask a provider to read it. */
export interface ImportedCollection extends Imported {
  id: string;
  parent?: string;
  inputs: Properties;
}
