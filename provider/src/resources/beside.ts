import { canonicalIdentity, identityKey } from "../configurations/identity";
import type { Noun } from "../configurations/noun";
import type { Beside } from "../lifecycle/claims";
import { currentRun, type ProgramRun } from "./program";

interface Declaration {
  noun: Noun;
  args: Readonly<Record<string, unknown>>;
}

/** What a run of a program has declared so far, and that put together. */
interface Declared {
  declarations: Declaration[];
  known?: { count: number; program: Program };
}

const declaredIn = new WeakMap<ProgramRun, Declared>();

/**
 * What the program declares beside a resource, for the guards: the engine checks one resource after the other, in no order, and what a pool's neighbours are about to be
 * only the program knows. Told once the program's own turn is over, and only as far as the resource's guards ask: a big program's list goes along with each.
 */
export async function declareBeside(noun: Noun, args: Readonly<Record<string, unknown>>): Promise<Beside> {
  const run = currentRun();
  const declared = declaredIn.get(run) ?? { declarations: [] };
  declaredIn.set(run, declared);
  declared.declarations.push({ noun, args });
  await new Promise((resolve) => setImmediate(resolve));
  const program = wholeProgram(declared);
  const identity = textOf(noun, args);
  const isNarrow = identity !== undefined && /^service:(webserver|registrar):/.test(identity);
  const pool = poolOf(identity);
  return {
    passive: noun.governs === "proxySignIn" && isNarrow ? among(program.passive, pool) : program.passiveText,
    proxies: isNarrow ? among(program.proxies, `service:registrar:${pool}`) : program.proxiesText,
    isWhole: program.isWhole,
  };
}

interface Program {
  passive: ReadonlySet<string>;
  passiveText: string;
  proxies: ReadonlySet<string>;
  proxiesText: string;
  isWhole: boolean;
}

/** The program as far as it has come; put together anew where more was declared since. */
function wholeProgram(declared: Declared): Program {
  const { declarations, known } = declared;
  if (known?.count === declarations.length) return known.program;
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
  declared.known = { count: declarations.length, program };
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

function poolOf(identity = ""): string {
  return identity.split(":").at(-1) ?? "";
}

function among(all: ReadonlySet<string>, one: string): string {
  return all.has(one) ? one : "";
}
