import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { canonicalIdentity, identityKey } from "../configurations/identity";
import type { Noun } from "../configurations/noun";
import { LyncError } from "../errors";
import type { EndOfProgram } from "../stack/beside";
import { pathToHandOn } from "../projectFolder";
import { readStackConfig, refuseUnknownKeys, type Key } from "../stackConfig";
import { reachOf, type StackReach } from "../stackReach";
import type { OldState } from "./oldResources";
import { refusal } from "./refusal";
import { refuseUnlessLoadable } from "./providerProcess";

/** A collection that a program declares. */
export interface Declaration {
  noun: Noun;
  /**
   * The resource's mark, made from its own name and its parents' names, because check gets no URN.
   */
  mark: string;
  args: Readonly<Record<string, unknown>>;
  opts: pulumi.CustomResourceOptions;
  /** The resource, as soon as it is constructed. */
  resource?: pulumi.Resource;
  /**
   * The identity in canonical form and lower case; null if it is known only later. Filled in at the
   * first read.
   */
  identity?: string | null;
  /**
   * The outer collections that this one is registered after, and those that wait for it. Set as
   * soon as that is decided.
   */
  outer?: { waitsFor: Declaration[]; waitForIt: Declaration[] };
}

/** What a program declares, for guards that judge one collection by the others. */
export interface ProgramSummary {
  passive: ReadonlySet<string>;
  passiveText: string;
  proxies: ReadonlySet<string>;
  proxiesText: string;
  webServices: readonly string[];
}

/**
 * What is remembered about a run of a program. A process that embeds programs, as the Automation
 * API does, has several runs.
 */
export interface ProgramRun {
  isChecked: boolean;
  /** What the stack's configuration says about its deployment. */
  stack?: StackReach;
  /**
   * The path from the program's folder to the folder of Pulumi.yaml, if a provider would not find
   * it.
   */
  projectFolder?: string;
  /** The error in the configuration, or in how the package is installed. */
  failure?: LyncError;
  /** For each collection, the name of the resource that declares it. */
  declaredBy: Map<string, string>;
  declarations: Declaration[];
  /** The `dependsOn` of each of our components, because its children wait for that, too. */
  dependsOnOf: Map<pulumi.Resource, unknown>;
  /** A summary of the declarations, and the number of declarations that it covers. */
  summary?: { count: number; program: ProgramSummary };
  /**
   * Resolves when our transform, which runs after the program's own, is registered. Undefined until
   * one is needed.
   */
  isFollowed?: Promise<void>;
  /**
   * How the run's providers reach the program at its end; undefined until a declaration needs it.
   */
  end?: Promise<EndOfProgram>;
  /** What the stack's state contained before the run; undefined until a declaration needs it. */
  oldState?: Promise<OldState>;
}

const runs = new WeakMap<object, ProgramRun>();

/**
 * Returns the current run. Each run has its own stack resource. Under mocks there is none, but each
 * run has its own monitor.
 */
export function currentRun(): ProgramRun {
  const key: object = pulumi.runtime.getStackResource() ?? pulumi.runtime.getMonitor() ?? runs;
  const run = runs.get(key) ?? newRun();
  runs.set(key, run);
  return run;
}

/** A new run, in which nothing has happened yet. */
export function newRun(): ProgramRun {
  return { isChecked: false, declaredBy: new Map(), declarations: [], dependsOnOf: new Map() };
}

/** The identity of a declaration in canonical form and lower case, if it is known now. */
export function identityText(declaration: Declaration): string | undefined {
  if (declaration.identity === undefined) {
    const { identity } = declaration.args;
    declaration.identity = typeof identity === "string" ? identityKey(canonicalOr(declaration.noun, identity)) : null;
  }
  return declaration.identity ?? undefined;
}

/**
 * An identity in canonical form. A wrong one is returned unchanged, and check refuses it with the
 * reason.
 */
export function canonicalOr(noun: Noun, identity: string): string {
  try {
    return canonicalIdentity(identity, noun);
  } catch {
    return identity;
  }
}

/** Whether a test replaces the engine with mocks. */
export function isMocked(): boolean {
  const monitor = pulumi.runtime.getMonitor() as { mocks?: unknown } | undefined;
  return monitor === undefined || monitor.mocks !== undefined;
}

/**
 * Resolves at the end of the current turn of the event loop, when the program itself waits for
 * something. All declarations of a turn share one wait.
 */
export function endOfTurn(): Promise<void> {
  turn ??= new Promise((resolve) => {
    setImmediate(() => {
      turn = undefined;
      resolve();
    });
  });
  return turn;
}

let turn: Promise<void> | undefined;

/**
 * Validates how the package is installed, and the stack's configuration. This happens before the
 * program's first resource, when one clean sentence can end the run and nothing has changed yet.
 */
export function checkProgram(): void {
  const run = currentRun();
  if (!run.isChecked) {
    run.isChecked = true;
    const all = pulumi.runtime.allConfig();
    const get = (key: Key): string | undefined => all[`lync:${key}`];
    try {
      refuseUnlessLoadable(providerFolders());
      const { warnings, notes } = refuseUnknownKeys(Object.keys(all), pulumi.getProject());
      for (const warning of warnings) void pulumi.log.warn(warning);
      for (const note of notes) void pulumi.log.info(note);
      readStackConfig(get, process.cwd(), { reader: "program", root: process.cwd() });
      run.stack = reachOf(get);
      const root = projectRoot();
      const handedOn = root === undefined ? undefined : pathToHandOn(root, pulumi.getProject());
      if (handedOn !== undefined) run.projectFolder = handedOn;
    } catch (error) {
      if (!(error instanceof LyncError)) throw error;
      run.failure = error;
    }
  }
  // Thrown each time, because a program may catch the first error.
  if (run.failure !== undefined) throw refusal(run.failure.code, run.failure.message);
}

/**
 * The folders in which the engine may start the provider process. It starts it in the program's
 * folder. The project's folder is included for a program that has changed its working folder. Under
 * mocks and in an inline program, the folder is unknown.
 */
function providerFolders(): string[] {
  const root = projectRoot();
  return root === undefined ? [] : [process.cwd(), root];
}

/** The folder of Pulumi.yaml; undefined under mocks and in an inline program. */
function projectRoot(): string | undefined {
  const root = pulumi.getRootDirectory();
  return path.isAbsolute(root) ? root : undefined;
}
