import type { Call, CallResult } from "../cmdlets/call";
import type { Opening, SessionAbout } from "../powershell/protocol";
import type { Deployment } from "./deployment";
import type { Listing } from "./listing";
import type { Patience } from "./retries";

/** Who runs cmdlets: sessions. */
export interface Runner {
  run(calls: readonly Call[]): Promise<CallResult[]>;
  opening(): Promise<Opening>;
  about(): Promise<SessionAbout>;
  close: Deployment["close"];
}

/**
 * What a write needs: who runs it, the listing that takes over what it found, and how long it is
 * waited for.
 */
export interface Reach {
  runner: Runner;
  listing: Listing;
  patience: Patience;
}
