import type { Change } from "./change";
import { poolWords } from "./words";

/** The further steps for a pool that newly becomes passive, which the cmdlets do not do. */
export interface Reminder {
  /** The pool's name; null if it is not known yet. */
  pool: string | null;
  items: string[];
}

/**
 * The steps before and after the procedure, from the vendor's pages.
 *
 * @param webServicesFqdn the internal FQDN of the pool's Web Services; the pool's name by default.
 */
export function reminderOf({ pool, becomesPassive }: Change, webServicesFqdn: string = poolWords(pool)): Reminder {
  return {
    pool,
    items: [
      "First save a copy of the deployment's configuration: Export-CsConfiguration -FileName <file>.zip",
      `In AD FS, create a relying-party trust from https://${webServicesFqdn}/passiveauth/federationmetadata/2007-06/federationmetadata.xml, ` +
        "with rules that permit the users and pass on their SID. Without it, no user can sign in. The servers themselves must reach the metadata URI.",
      "Discovery DNS should lead clients first to a server without passive authentication. The vendor encourages separate pools for users with a second factor.",
      "Every server needs the July 2013 update of Lync Server 2013 or a later version. Earlier servers do not support passive authentication.",
      "Desktop clients need the July 2013 updates or later, and mobile clients need version 5.2 or later. Older clients cannot sign in, and neither can phones that sign in with a PIN or certificate. Try room systems, Mac clients and third-party clients first.",
      "Monitoring accounts, such as those of synthetic transactions, sign in with a password, which will no longer be possible. Leave them on another pool, or change their tests.",
      "Users with a second factor lose the Exchange features that the client requests by itself (presence from the calendar, voice mail). First take their contacts out of the Unified Contact Store: Invoke-CsUcsRollback -Identity <user>",
      "In AD FS, make the token's lifetime at least as long as a meeting, because a client has to sign in again when the token expires.",
      `Certificates issued earlier continue to work without a second factor, for ${validity(becomesPassive?.validityHours)}. To end this for a user: Revoke-CsClientCertificate -Identity <user>`,
    ],
  };
}

function validity(hours: unknown): string {
  if (typeof hours !== "number") return "as long as DefaultValidityPeriodHours allowed (4320 hours by default)";
  return `up to ${hours} hours (${Math.round(hours / 24)} days)`;
}
