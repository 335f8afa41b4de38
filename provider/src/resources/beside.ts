import { formatIdentity, identityKey, poolOf } from "../configurations/identity";
import { hearingOf, heardOf } from "../guards/hearing";
import type { Beside } from "../stack/beside";
import { identifiedLater } from "../stack/declarations";
import { endOfTurn, identityText, type Declaration, type ProgramRun, type ProgramSummary } from "./program";

/**
 * Returns what the program declares next to a collection. The guards that may refuse the collection
 * need this. The engine checks the resources one by one in no fixed order, so only the program
 * knows how a pool's Web Services will be configured. The result is made at the end of the
 * program's turn. It contains only what the guards need, because each resource carries it, and a
 * big program's list is long.
 */
export async function besideOf(run: ProgramRun, declaration: Declaration): Promise<Beside["program"]> {
  const identity = identityText(declaration);
  const hearing = hearingOf(declaration.noun, identity);
  if (hearing === "nothing") return undefined;
  if (hearing === "webServices") {
    await endOfTurn();
    return { webServices: wholeProgram(run).webServices };
  }
  // A pool's proxy needs only its pool's own Web Services. If it waits for another resource, they
  // are checked before it, so there is nothing to pass on.
  if (doesWait(declaration) && isOfPool(run, identity)) return undefined;
  await endOfTurn();
  const program = wholeProgram(run);
  if (!isOfRegistrar(identity)) return { passive: program.passiveText, proxies: program.proxiesText };
  const passive = isOfPool(run, identity) ? among(program.passive, poolOf(identity) ?? "") : program.passiveText;
  return { passive, proxies: among(program.proxies, identity) };
}

function doesWait({ opts: { dependsOn } }: Declaration): boolean {
  return Array.isArray(dependsOn) ? dependsOn.length > 0 : dependsOn !== undefined;
}

/** A summary of the program so far. It is made again if more was declared since the last one. */
function wholeProgram(run: ProgramRun): ProgramSummary {
  const { declarations } = run;
  if (run.summary?.count === declarations.length) return run.summary.program;
  const passive = new Set<string>();
  const proxies = new Set<string>();
  const webServices: string[] = [];
  for (const declaration of declarations) {
    const { noun, args } = declaration;
    const identity = identityText(declaration);
    const { isWebService, isPassive, isProxy } = heardOf(noun, identity, args);
    if (isWebService) webServices.push(identity ?? identifiedLater);
    if (isPassive) passive.add(poolOf(identity ?? "") ?? "");
    if (isProxy && identity !== undefined) proxies.add(identity);
  }
  const program = { passive, passiveText: [...passive].join(" "), proxies, proxiesText: [...proxies].join(" "), webServices };
  run.summary = { count: declarations.length, program };
  return program;
}

/**
 * Whether a proxy's guards need only the Web Services of its own pool. This is so if the pool has
 * some, which a branch does not.
 */
function isOfPool(run: ProgramRun, identity: string | undefined): boolean {
  return isOfRegistrar(identity) && wholeProgram(run).webServices.includes(webServicesOf(poolOf(identity) ?? ""));
}

function webServicesOf(pool: string): string {
  return identityKey(formatIdentity({ scope: "service", service: "WebServer", pool }));
}

function isOfRegistrar(identity: string | undefined): identity is string {
  return identity?.startsWith("service:registrar:") === true;
}

function among(all: ReadonlySet<string>, one: string): string {
  return all.has(one) ? one : "";
}
