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
 * @param webServicesFqdn where the pool's Web Services answer inside; its own name where nobody
 * could be asked.
 */
export function reminderOf({ pool, becomesPassive }: Change, webServicesFqdn: string = poolWords(pool)): Reminder {
  return {
    pool,
    items: [
      "First: a copy of the deployment's configuration, by Export-CsConfiguration -FileName <file>.zip",
      `In AD FS: a relying-party trust from https://${webServicesFqdn}/passiveauth/federationmetadata/2007-06/federationmetadata.xml, ` +
        "with rules that permit the users and pass their SID on; without it nobody signs in. The servers themselves must reach the metadata URI",
      "Discovery DNS should lead clients first to a server without passive authentication; the vendor encourages pools of their own for users with a second factor",
      "On every server: the July 2013 update of Lync Server 2013 or later; servers before it do not know passive authentication",
      "Clients: desktop clients with the July 2013 updates or later, mobile clients 5.2 or later. Older ones, and phones that sign in by PIN or certificate, cannot sign in; room systems, Mac and third-party clients: try each first",
      "Monitoring accounts, such as those of synthetic transactions, sign in with a password, and no longer can: leave them on another pool, or change their tests",
      "Users with a second factor lose the Exchange features that the client asks for by itself (presence by calendar, voice mail). First take their contacts out of the Unified Contact Store: Invoke-CsUcsRollback -Identity <user>",
      "In AD FS: the token's lifetime is at least as long as a meeting, for a client has to sign in again when it ends",
      `Certificates issued earlier work on without a second factor, for ${validity(becomesPassive?.validityHours)}: Revoke-CsClientCertificate -Identity <user> ends them`,
    ],
  };
}

function validity(hours: unknown): string {
  if (typeof hours !== "number") return "as long as DefaultValidityPeriodHours said (4320 hours by default)";
  return `up to ${hours} hours (${Math.round(hours / 24)} days)`;
}
