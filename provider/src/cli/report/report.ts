import type { Code } from "../../codes";
import type { Service } from "../../configurations/noun";

/**
 * The sign-in methods of each pool at the time when the deployment was read. This is the JSON
 * document of `pulumi-lync report`.
 */
export interface Report {
  /** The version of this document's form. */
  version: 1;
  /** When the deployment was read, in ISO 8601 and UTC. */
  readAt: string;
  /** The deployment's name. */
  deployment: string;
  /** The stacks whose last `up` declares what the report compares. */
  stacks: string[];
  /** The pools in the directory's order, then the sites with collections, then the global scope. */
  places: Place[];
  /** What could not be read or judged, and why. */
  notes: string[];
  /** Whether everything could be judged; otherwise the notes say what could not. */
  isWhole: boolean;
}

/** A pool, or a scope that pools inherit from. */
export interface Place {
  /** The pool's name, or the identity of a wider scope: `Global` or `Site:Redmond`. */
  name: string;
  /** The pool's site; null for a wider scope. */
  site: string | null;
  /** Whether its users are meant to sign in by passive authentication. */
  isPassiveDeclared: boolean;
  collections: ReportedCollection[];
  findings: ReportFinding[];
}

/** A collection that applies to a service of a pool, or that belongs to a wider scope. */
export interface ReportedCollection {
  /** The cmdlets' noun, such as `CsProxyConfiguration`. */
  configuration: string;
  /** The pool's service; null for a wider scope. */
  service: Service | null;
  /** The identity of the collection that applies. */
  identity: string;
  /** Whether the pool has no collection of its own, and inherits this one. */
  isInherited: boolean;
  methods: ReportedMethod[];
  /** The resource that declares it; null if no stack does. */
  declaredBy: { stack: string; resource: string } | null;
}

/** A setting that turns a sign-in method on or off, or that affects how methods are used. */
export interface ReportedMethod {
  /**
   * The method in words, such as `passive` or `NTLM`; null for a setting that only affects methods.
   */
  method: string | null;
  /** The cmdlets' parameter, such as `UseWindowsAuth`. */
  parameter: string;
  state: "on" | "off" | "unknown";
  /** The value as PowerShell prints it; null if it is unknown. */
  value: string | null;
  /** The declared value; null if there is none, or if it is a secret. */
  declared: string | null;
  /**
   * Whether the value is the declared one; null if nothing is declared, or if either value is
   * unknown.
   */
  isAsDeclared: boolean | null;
}

/** What an administrator must know about a place. */
export interface ReportFinding {
  code: Code;
  /**
   * `undermines` means that passive authentication is not in force there as declared. `information`
   * needs no action.
   */
  severity: "undermines" | "warning" | "information";
  /** Full sentences, without the code. */
  message: string;
}
