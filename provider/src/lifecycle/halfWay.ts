import { parseIdentity } from "../configurations/identity";
import type { Values } from "../configurations/noun";
import { LyncError } from "../errors";
import { isPassiveAlone, passwordMethods } from "../guards/rules/methods";
import { expectedFor } from "../stack/effective";
import { asStored, type Scope } from "../stack/memory";
import { PartialFailure } from "./verification";
import { webBehind } from "../guards/webBehind";

/**
 * Runs a write of a proxy collection. Where it fails half-way through the procedure – the pool's Web Services are passive, and the proxy still lets people in by a password – the failure says so.
 */
export async function orTellHalfWay<T>(scope: Scope, identity: string, write: () => Promise<T>): Promise<T> {
  // Asked before, for afterwards the server may not answer any more. What cannot be read is no reason not to write.
  const stored = await storedBehindPassive(scope, identity).catch(() => undefined);
  try {
    return await write();
  } catch (error) {
    if (stored !== undefined && (error instanceof LyncError || error instanceof PartialFailure)) add(error, stored);
    throw error;
  }
}

interface Stored {
  pool: string;
  proxy: Values;
}

/** What holds at a proxy, where passive authentication is the only way in behind it. */
async function storedBehindPassive(scope: Scope, identity: string): Promise<Stored | undefined> {
  const { noun } = scope;
  const parsed = parseIdentity(identity, noun);
  if (noun.governs !== "proxySignIn" || parsed.scope !== "service") return undefined;
  const stored = asStored(scope);
  const { web } = await webBehind(stored, parsed.pool);
  const proxy = await expectedFor(stored, parsed);
  return web === undefined || proxy === undefined || !isPassiveAlone(web.values) ? undefined : { pool: parsed.pool, proxy: proxy.values };
}

function add(error: LyncError | PartialFailure, { pool, proxy }: Stored): void {
  const isUnknown = error instanceof LyncError ? error.outcomeUnknown : error.properties.written !== undefined;
  const found = error instanceof PartialFailure && !isUnknown ? error.properties : {};
  if (passwordMethods({ ...proxy, ...found }).length === 0) return;
  const consequence = `Until the next up, clients ${isUnknown ? "may " : ""}sign in at ${pool} without the second factor`;
  if (error instanceof PartialFailure) error.reasons.push(consequence);
  error.message = `${error.message}${/[.!?]$/.test(error.message) ? "" : "."} ${consequence}`;
}
