import type { Properties } from "../../stack/bag";

/** A file for `pulumi import --file` of Pulumi CLI 3.254.0 or later. */
export interface ImportFile {
  resources: (ImportedComponent | ImportedCollection)[];
}

/** The fields of every resource in the file. */
interface Imported {
  type: string;
  /** The name in this file. A `parent` refers to it, so it is unique in the file. */
  name: string;
  /** The name in the program. */
  logicalName: string;
  outputs: Properties;
}

/** A component, which exists only in the state. */
export interface ImportedComponent extends Imported {
  component: true;
}

/** A collection. The file has its outputs, so the engine does not make a provider read it. */
export interface ImportedCollection extends Imported {
  id: string;
  parent?: string;
  inputs: Properties;
}
