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
  /** The resource, by its own name and those of its parents: check gets no URN. */
  mark: string;
  args: Readonly<Record<string, unknown>>;
  opts: pulumi.CustomResourceOptions;
  /** Once it is made. */
  resource?: pulumi.Resource;
  /** In canonical form and lower case; null where it is known only later. Read once. */
  identity?: string | null;
  /**
   * Once that is decided: the outer collections that it is registered after, and those that wait
   * for it.
   */
  outer?: { waitsFor: Declaration[]; waitForIt: Declaration[] };
}

/** What a program declares, for the guards of each other. */
export interface ProgramSummary {
  passive: ReadonlySet<string>;
  passiveText: string;
  proxies: ReadonlySet<string>;
  proxiesText: string;
  webServices: readonly string[];
}

/**
 * What is remembered of a run of a program: a process that embeds programs, as the Automation API
 * does, runs several.
 */
export interface ProgramRun {
  isChecked: boolean;
  /** What the stack's configuration says of its deployment. */
  stack?: StackReach;
  /**
   * The path from the program's folder to that of Pulumi.yaml, where a provider would not find it.
   */
  projectFolder?: string;
  /** What is wrong with that, or with how the package is installed. */
  failure?: LyncError;
  /** The name of the resource that declares each collection. */
  declaredBy: Map<string, string>;
  declarations: Declaration[];
  /** What components of ours depend on: their children wait for it. */
  dependsOnOf: Map<pulumi.Resource, unknown>;
  /** The declarations together, as many as there were then. */
  summary?: { count: number; program: ProgramSummary };
  /** Once a transform of ours follows the program's own: when it is registered. */
  isFollowed?: Promise<void>;
  /** Where its providers are to be found at its end, once somebody asks. */
  end?: Promise<EndOfProgram>;
  /** What the stack's state has until now, once somebody asks. */
  oldState?: Promise<OldState>;
}

const runs = new WeakMap<object, ProgramRun>();

/**
 * The run that is under way: each has a stack resource of its own; under mocks, where there is
 * none, each has its own monitor.
 */
export function currentRun(): ProgramRun {
  const key: object = pulumi.runtime.getStackResource() ?? pulumi.runtime.getMonitor() ?? runs;
  const run = runs.get(key) ?? newRun();
  runs.set(key, run);
  return run;
}

/** A run in which nothing has happened yet. */
export function newRun(): ProgramRun {
  return { isChecked: false, declaredBy: new Map(), declarations: [], dependsOnOf: new Map() };
}

/** The identity of a declaration in canonical form and lower case, where it is known now. */
export function identityText(declaration: Declaration): string | undefined {
  if (declaration.identity === undefined) {
    const { identity } = declaration.args;
    declaration.identity = typeof identity === "string" ? identityKey(canonicalOr(declaration.noun, identity)) : null;
  }
  return declaration.identity ?? undefined;
}

/** An identity in canonical form. One that is none is refused by check, with the reason. */
export function canonicalOr(noun: Noun, identity: string): string {
  try {
    return canonicalIdentity(identity, noun);
  } catch {
    return identity;
  }
}

/** Whether a test stands in the engine's place. */
export function isMocked(): boolean {
  const monitor = pulumi.runtime.getMonitor() as { mocks?: unknown } | undefined;
  return monitor === undefined || monitor.mocks !== undefined;
}

/**
 * Until the program's turn is over, and it waits for something: one wait for all that are declared
 * in it.
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
 * Validates how the package is installed, and the stack's configuration, before the program's first
 * resource, where one clean sentence ends the run with nothing changed.
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
  // Each time, for a program may catch the first.
  if (run.failure !== undefined) throw refusal(run.failure.code, run.failure.message);
}

/**
 * Where the engine may start the provider process. It does so in the program's folder; the
 * project's stands in where a program has changed its working folder. Under mocks, and in an inline
 * program, this is unknown.
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
