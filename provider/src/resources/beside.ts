import { formatIdentity, identityKey, poolOf } from "../configurations/identity";
import { hearingOf, heardOf } from "../guards/hearing";
import type { Beside } from "../stack/beside";
import { identifiedLater } from "../stack/declarations";
import { endOfTurn, identityText, type Declaration, type ProgramRun, type ProgramSummary } from "./program";

/**
 * What the program declares beside a collection, for the guards that refuse one: the engine checks
 * one resource after the other, in no order, and what a pool's Web Services are about to be only
 * the program knows. Told once the program's own turn is over, and only as far as the guards ask: a
 * big program's list goes along with each.
 */
export async function besideOf(run: ProgramRun, declaration: Declaration): Promise<Beside["program"]> {
  const identity = identityText(declaration);
  const hearing = hearingOf(declaration.noun, identity);
  if (hearing === "nothing") return undefined;
  if (hearing === "webServices") {
    await endOfTurn();
    return { webServices: wholeProgram(run).webServices };
  }
  // What depends on another resource is checked after it, and a pool's proxy needs to hear of
  // nothing but its Web Services.
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

/** The program as far as it has come; put together anew where more was declared since. */
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
 * Whether a proxy's guards look at no Web Services but those of its own pool: it has some, and is
 * no branch.
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
