import type { Call, CallResult } from "../cmdlets/call";
import type { Opening, SessionAbout } from "../powershell/protocol";
import type { Deployment } from "./deployment";
import type { Listing } from "./listing";
import type { Patience } from "./retries";

/** Runs cmdlets in PowerShell sessions. */
export interface Runner {
  run(calls: readonly Call[]): Promise<CallResult[]>;
  opening(): Promise<Opening>;
  about(): Promise<SessionAbout>;
  close: Deployment["close"];
}

/** What a write needs: a runner, the listing that records what it found, and how long to wait. */
export interface Reach {
  runner: Runner;
  listing: Listing;
  patience: Patience;
}
