import type { Beside } from "../lifecycle/claims";
import { endOfTurn, identityText, type Declaration, type ProgramRun } from "./program";

/**
 * What the program declares beside a resource, for the guards: the engine checks one resource after the other, in no order, and what a pool's neighbours are about to be
 * only the program knows. Told once the program's own turn is over, and only as far as the resource's guards ask: a big program's list goes along with each.
 */
export async function besideOf(run: ProgramRun, declaration: Declaration): Promise<Beside["program"]> {
  const { noun } = declaration;
  const identity = identityText(declaration);
  // What depends on another resource is checked after it, and a pool's proxy needs to hear of nothing but its Web Services.
  if (noun.governs === "proxySignIn" && doesWait(declaration) && isNarrow(identity)) return undefined;
  await endOfTurn();
  const program = wholeProgram(run);
  const pool = poolOf(identity);
  return {
    passive: noun.governs === "proxySignIn" && isNarrow(identity) ? among(program.passive, pool) : program.passiveText,
    proxies: isNarrow(identity) ? among(program.proxies, `service:registrar:${pool}`) : program.proxiesText,
    isWhole: program.isWhole,
  };
}

function doesWait({ opts: { dependsOn } }: Declaration): boolean {
  return Array.isArray(dependsOn) ? dependsOn.length > 0 : dependsOn !== undefined;
}

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
  for (const declaration of declarations) {
    const { noun, args } = declaration;
    const identity = identityText(declaration);
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
