import type { Change } from "./change";
import { poolWords } from "./words";

/** What the cmdlets do not do for a pool that newly becomes passive. */
export interface Reminder {
  /** Null where it is not known yet. */
  pool: string | null;
  items: string[];
}

/**
 * The steps around the procedure, from the vendor's pages.
 *
 * @param webServicesFqdn where the pool's Web Services answer inside; its own name where nobody could be asked.
 */
export function reminderOf({ pool, becomesPassive }: Change, webServicesFqdn: string = poolWords(pool)): Reminder {
  return {
    pool,
    items: [
      "First: a copy of the deployment's configuration, by Export-CsConfiguration -FileName <file>.zip",
      `In AD FS: a relying-party trust from https://${webServicesFqdn}/passiveauth/federationmetadata/2007-06/federationmetadata.xml, ` +
        "with rules that permit the users and pass their SID on; without it nobody signs in. The servers themselves must reach the metadata URI",
      "Discovery DNS should lead clients first to a server without passive authentication; the vendor encourages pools of their own for users with a second factor",
      "Clients: desktop clients with the July 2013 updates or later, mobile clients 5.2 or later. Older ones, and phones that sign in by PIN or certificate, cannot sign in",
      `Certificates issued earlier work on without a second factor, for ${validity(becomesPassive?.validityHours)}: Revoke-CsClientCertificate -Identity <user> ends them`,
    ],
  };
}

function validity(hours: unknown): string {
  if (typeof hours !== "number") return "as long as DefaultValidityPeriodHours said (4320 hours by default)";
  return `up to ${hours} hours (${Math.round(hours / 24)} days)`;
}
