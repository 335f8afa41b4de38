import { identityKey, InvalidIdentity, isGlobal, parseIdentity, poolOf, type Identity } from "../../configurations/identity";
import type { Noun, Values } from "../../configurations/noun";
import { nouns } from "../../configurations/nouns";
import { decidingUnread } from "../../stack/deciding";
import type { Collection, Deployment } from "../../deployment/deployment";
import { refusedPresent } from "../../guards/present";
import { missingScope } from "../../lifecycle/existence";
import type { Options } from "../../stack/declared";
import { storedView, type View } from "../../stack/memory";
import type { Say } from "../progress";
import { declarableOf } from "./declarable";
import { readDefaults } from "./defaults";
import type { Remark } from "./discovered";
import { answerTo, remarkOf } from "./options";

/** A collection that exists, and what a program can declare of it. */
export interface Seen {
  noun: Noun;
  found: Collection;
  /** The pool of a pool's collection; otherwise undefined. */
  pool: string | undefined;
  /**
   * The sort key: the global collection comes first, then those of each site. Collections that
   * cannot be declared come last.
   */
  site: string;
  settings: Values;
  options: Partial<Options>;
  remarks: Remark[];
}

/**
 * Reads all collections. A global one is left out if it does not differ from its defaults. The
 * notes say what is unknown about the collections.
 */
export async function readSeen(deployment: Deployment, say: Say): Promise<{ seen: Seen[]; notes: string[] }> {
  const all: Seen[] = [];
  const stored = storedView(deployment);
  const notes: string[] = [];
  for (const noun of nouns) {
    const { values: defaults, notes: ofDefaults } = await readDefaults(deployment, noun);
    notes.push(...ofDefaults);
    const listed = await deployment.list(noun);
    for (const [index, found] of listed.entries()) {
      say(`Checking each ${noun.type}: ${String(index)} of ${String(listed.length)}.`);
      const { settings, remarks } = await declarableOf(deployment, noun, { found, defaults });
      if (isGlobal(found.identity) && Object.keys(settings).length === 0 && remarks.length === 0) continue;
      const scope = await scopeOf(deployment, noun, found);
      const judged = scope.identity === undefined ? { options: {}, remarks: scope.remarks } : await judge(stored, noun, found);
      const { options } = judged;
      all.push({
        noun,
        found,
        pool: poolOf(found.identity),
        site: scope.site,
        settings,
        options,
        remarks: [...judged.remarks, ...remarks],
      });
    }
  }
  return { seen: all, notes };
}

/** The options that a collection needs, and what the guards refuse about it as it is. */
async function judge(stored: View, noun: Noun, found: Collection): Promise<Pick<Seen, "options" | "remarks">> {
  const expected = { ...found, unknown: found.unread === undefined ? [] : decidingUnread(noun, found), secrets: [] };
  const present = { noun, identity: found.identity, found: expected, options: {} };
  return answerTo(await refusedPresent(stored, present));
}

interface Scope {
  /** The identity; undefined if no program can declare the collection. The remarks say why. */
  identity: Identity | undefined;
  site: string;
  remarks: Remark[];
}

const last = "\u{10ffff}";

/** The scope and site of a collection. */
async function scopeOf(deployment: Deployment, noun: Noun, found: Collection): Promise<Scope> {
  const identity = parsed(noun, found.identity);
  // The form of the identity is judged together with the settings.
  if (identity === undefined) return { identity, site: last, remarks: [] };
  const missing = await missingScope(deployment, identity);
  if (missing !== undefined) return { identity: undefined, site: last, remarks: [remarkOf(missing)] };
  if (identity.scope !== "service") return { identity, site: identity.scope === "site" ? identity.site : "", remarks: [] };
  return { identity, site: (await deployment.directory()).get(identityKey(identity.pool))?.site ?? last, remarks: [] };
}

function parsed(noun: Noun, identity: string): Identity | undefined {
  try {
    return parseIdentity(identity, noun);
  } catch (error) {
    if (error instanceof InvalidIdentity) return undefined;
    throw error;
  }
}
