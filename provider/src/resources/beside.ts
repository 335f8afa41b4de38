import { canonicalIdentity, identityKey } from "../configurations/identity";
import type { Noun } from "../configurations/noun";
import type { Beside } from "../lifecycle/claims";
import { currentRun, type ProgramRun } from "./program";

/**
 * What the program declares beside a resource, for the guards: the engine checks one resource after the other, in no order, and what a pool's neighbours are about to be
 * only the program knows. Told once the program's own turn is over, and only as far as the resource's guards ask: a big program's list goes along with each.
 */
export function declareBeside(noun: Noun, args: Readonly<Record<string, unknown>>, waits: boolean): { beside?: Promise<Beside> } {
  const run = currentRun();
  run.declarations.push({ noun, args });
  // What depends on another resource is checked after it, and a pool's proxy needs to hear of nothing but its Web Services: no state need hold the name of the input.
  const knowsEnough = waits && noun.governs === "proxySignIn" && isNarrow(textOf(noun, args));
  return knowsEnough ? {} : { beside: tell(run, noun, args) };
}

async function tell(run: ProgramRun, noun: Noun, args: Readonly<Record<string, unknown>>): Promise<Beside> {
  await nextTurn();
  const program = wholeProgram(run);
  const identity = textOf(noun, args);
  const pool = poolOf(identity);
  return {
    passive: noun.governs === "proxySignIn" && isNarrow(identity) ? among(program.passive, pool) : program.passiveText,
    proxies: isNarrow(identity) ? among(program.proxies, `service:registrar:${pool}`) : program.proxiesText,
    isWhole: program.isWhole,
  };
}

/** Until the program's turn is over: one wait for all that are declared in it. */
function nextTurn(): Promise<void> {
  turn ??= new Promise((resolve) => {
    setImmediate(() => {
      turn = undefined;
      resolve();
    });
  });
  return turn;
}

let turn: Promise<void> | undefined;

interface Program {
  passive: ReadonlySet<string>;
  passiveText: string;
  proxies: ReadonlySet<string>;
  proxiesText: string;
  isWhole: boolean;
}

const known = new WeakMap<ProgramRun, { count: number; program: Program }>();

/** The program as far as it has come; put together anew where more was declared since. */
function wholeProgram(run: ProgramRun): Program {
  const { declarations } = run;
  const before = known.get(run);
  if (before?.count === declarations.length) return before.program;
  const passive = new Set<string>();
  const proxies = new Set<string>();
  let isWhole = true;
  for (const { noun, args } of declarations) {
    const identity = textOf(noun, args);
    const isPassive = args.useWsFedPassiveAuth ?? false;
    // An output: its value comes later, and may be a secret.
    if (identity === undefined || typeof isPassive !== "boolean") isWhole = false;
    else if (noun.governs === "proxySignIn") proxies.add(identity);
    else if (isPassive && identity.startsWith("service:")) passive.add(poolOf(identity));
  }
  const program = { passive, passiveText: [...passive].join(" "), proxies, proxiesText: [...proxies].join(" "), isWhole };
  known.set(run, { count: declarations.length, program });
  return program;
}

/** The identity as claims have it, where it is known now. */
function textOf(noun: Noun, { identity }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof identity !== "string") return undefined;
  try {
    return identityKey(canonicalIdentity(identity, noun));
  } catch {
    // Check refuses it, with the reason.
    return identity;
  }
}

/** Whether an identity's guards look at no pool but its own, and those that its users are sent to. */
function isNarrow(identity: string | undefined): boolean {
  return identity !== undefined && /^service:(webserver|registrar):/.test(identity);
}

function poolOf(identity = ""): string {
  return identity.split(":").at(-1) ?? "";
}

function among(all: ReadonlySet<string>, one: string): string {
  return all.has(one) ? one : "";
}
