import type { Check } from "../../check";
import type { NetworkContext } from "../context";
import { askedWords, resultsOf } from "../verdict";
import { judgeTls } from "./judge";

const name = "TLS";

/** Checks the TLS version and the certificate of each host that was reached, each host once. */
export const tlsCheck: Check<NetworkContext> = {
  name,
  asked: "The TLS connections of all requests over the network.",
  run: async ({ asker, now, trust: { readsSystemStore } }) => {
    const all = await asker.all();
    const hosts = new Map(
      all.flatMap((asked) => (asked.answer?.tls === undefined ? [] : [[asked.uri.host, { asked, tls: asked.answer.tls }] as const])),
    );
    return [...hosts].flatMap(([subject, { asked, tls }]) => {
      const circumstances = { host: asked.uri.hostname, now, readsSystemStore };
      return resultsOf({ check: name, subject, asked: askedWords(asked) }, judgeTls(tls, circumstances));
    });
  },
};
