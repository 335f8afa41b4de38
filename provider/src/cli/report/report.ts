import type { Code } from "../../codes";
import type { Service } from "../../configurations/noun";

/**
 * Who can sign in how, as the deployment was when it was read. The JSON document of
 * `pulumi-lync report` is this.
 */
export interface Report {
  /** Of the form of this document. */
  version: 1;
  /** When the deployment was read, in ISO 8601 and UTC. */
  readAt: string;
  /** The deployment's name. */
  deployment: string;
  /** The stacks whose last `up` says what is declared. */
  stacks: string[];
  /**
   * The pools, in the directory's order, and after them the collections of sites and the global
   * ones.
   */
  places: Place[];
  /** What could not be told, and why. */
  notes: string[];
  /** Whether all could be judged; if not, the notes say what could not. */
  isWhole: boolean;
}

/** A pool, or a scope that pools inherit from. */
export interface Place {
  /** The pool's name; of a wider scope, its identity: `Global` or `Site:Redmond`. */
  name: string;
  /** The pool's site; null for a wider scope. */
  site: string | null;
  /** Whether its users are meant to sign in by passive authentication. */
  isPassiveDeclared: boolean;
  collections: ReportedCollection[];
  findings: ReportFinding[];
}

/** A collection that holds for a service of a pool, or that a wider scope has. */
export interface ReportedCollection {
  /** The cmdlets' noun, such as `CsProxyConfiguration`. */
  configuration: string;
  /** The pool's service; null for a wider scope. */
  service: Service | null;
  /** The identity of the collection that holds. */
  identity: string;
  /** Whether the pool has none of its own, and inherits this one. */
  isInherited: boolean;
  methods: ReportedMethod[];
  /** The resource that declares it; null where no stack does. */
  declaredBy: { stack: string; resource: string } | null;
}

/** A setting that turns a sign-in method on or off, or decides over one. */
export interface ReportedMethod {
  /**
   * The method in words, such as `passive` or `NTLM`; null for a setting that only decides over
   * methods.
   */
  method: string | null;
  /** The cmdlets' parameter, such as `UseWindowsAuth`. */
  parameter: string;
  state: "on" | "off" | "unknown";
  /** The value as PowerShell prints it; null where it is unknown. */
  value: string | null;
  /** What the stacks declare; null where they declare nothing, or a secret. */
  declared: string | null;
  /**
   * Whether the value is the declared one; null where nothing is declared, or either is unknown.
   */
  isAsDeclared: boolean | null;
}

/** What an administrator is to know of a place. */
export interface ReportFinding {
  code: Code;
  /**
   * `undermines`: passive authentication does not hold there as declared. `information` is nothing
   * to mend.
   */
  severity: "undermines" | "warning" | "information";
  /** Full sentences, without the code. */
  message: string;
}
