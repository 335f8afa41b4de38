import type { Check } from "../check";
import type { Asked } from "./asker";
import type { NetworkContext } from "./context";
import { metadataUris } from "./federation/uris";
import { fine, finding, information, resultsOf, type Verdict } from "./verdict";

const name = "Clocks";
const asked =
  "The Date header of each response, compared with this machine's clock. The requests come from this machine, not from the servers.";

/** A server's clock, compared with this machine's clock. */
export interface Reading {
  host: string;
  millisecondsAhead: number;
  /** Whether it is the clock of AD FS. */
  isFederation: boolean;
}

// The vendor documents no limit. Kerberos and AD FS accept five minutes.
const mostMilliseconds = 5 * 60 * 1000;

/** Compares the clocks of all servers that responded, each host once. */
export const clockCheck: Check<NetworkContext> = {
  name,
  asked,
  run: async (context) =>
    judgeClocks(readingsIn(await context.asker.all(), federationHosts(context))).flatMap(({ subject, ...verdict }) =>
      resultsOf({ check: name, subject, asked }, [verdict]),
    ),
};

function federationHosts(context: NetworkContext): Set<string> {
  return new Set(metadataUris(context).map((uri) => (URL.canParse(uri) ? new URL(uri).host : uri)));
}

function readingsIn(all: readonly Asked[], federation: ReadonlySet<string>): Reading[] {
  const readings = new Map<string, Reading>();
  for (const { uri, answer } of all) {
    const { host } = uri;
    const millisecondsAhead = answer?.failure === undefined ? answer?.response.millisecondsAhead : undefined;
    if (millisecondsAhead !== undefined) readings.set(host, { host, millisecondsAhead, isFederation: federation.has(host) });
  }
  return [...readings.values()];
}

/**
 * Finds the clocks that differ too much from the clock of AD FS. If AD FS did not respond, they are
 * compared with this machine's clock.
 */
export function judgeClocks(readings: readonly Reading[]): (Verdict & { subject: string })[] {
  if (readings.length === 0) return [];
  const federation = readings.find(({ isFederation }) => isFederation);
  const whose = federation === undefined ? "this machine's" : `AD FS's (${federation.host})`;
  const base = federation?.millisecondsAhead ?? 0;
  const others = readings
    .filter((reading) => reading !== federation)
    .map(({ host, millisecondsAhead }) => ({ host, ahead: millisecondsAhead - base }));
  const bad = others.filter(({ ahead }) => isFar(ahead));
  const good = others.filter(({ ahead }) => !isFar(ahead));
  const largest = Math.max(0, ...good.map(({ ahead }) => Math.abs(ahead)));
  const advice =
    "Synchronize all clocks with the same time source. If clocks differ this much, servers treat what AD FS signs as expired, or as not valid yet.";
  const found = bad.map(({ host, ahead }) => ({
    subject: host,
    ...finding("clocksDiffer", `Its clock is ${secondsWords(ahead)} ${whose}.`, advice),
  }));
  const words = `The clocks of ${good.length} of ${others.length} servers differ from ${whose} by no more than ${seconds(largest)}.`;
  const rest = good.length === 0 ? [] : [{ subject: "the servers", ...fine(words) }];
  const own = `This machine's clock is ${secondsWords(-base)} ${whose}.`;
  return [...found, ...rest, ...(isFar(base) ? [{ subject: "this machine", ...information(own) }] : [])];
}

function isFar(milliseconds: number): boolean {
  return Math.abs(milliseconds) > mostMilliseconds;
}

function secondsWords(ahead: number): string {
  return `${seconds(Math.abs(ahead))} ${ahead < 0 ? "behind" : "ahead of"}`;
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1000)} s`;
}
