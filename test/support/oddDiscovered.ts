import type { Discovered, DiscoveredCollection, DiscoveredPool } from "../../provider/src/cli/discover/discovered";
import { nouns } from "../../provider/src/configurations/nouns";
import { settingsOf } from "./declarableSettings";

/** Texts that are hard to write in a program or in its comments. */
const oddTexts = [
  'O\'Neil "quoted" `tick` ${x}',
  "*/ // <!--",
  "a\u2028b\u2029c\nd",
  "1st Ünïcode 日本",
  "x".repeat(250),
  "\u202etrojan",
  "back\\slash",
];

const pool: DiscoveredPool = {
  ...{ name: "LyncPool01.contoso.com", pool: "LyncPool01.contoso.com", role: "enterprisePool" },
  ...{ federationService: "dc.contoso.com", metadataUri: null, webService: {}, proxy: {}, options: {}, remarks: [] },
};

const collection: DiscoveredCollection = {
  ...{ type: "WebServiceConfiguration", name: "Global", identity: "Global" },
  ...{ settings: {}, options: { allowGlobalPassive: true, allowWithModernAuthentication: true }, remarks: [] },
};

/**
 * A deployment with every setting and every kind of pool, and with an odd text wherever a text is
 * possible.
 */
export const oddDiscovered: Discovered = {
  ...{ version: 1, readAt: "2026-01-01T00:00:00.000Z", deployment: oddTexts.join(" "), notes: oddTexts },
  components: [
    ...oddTexts.map((name): DiscoveredPool => ({ ...pool, name, proxy: { realm: { custom: name } } })),
    { ...pool, name: "edge", role: "edge", federationService: null },
    {
      ...pool,
      name: "uri",
      role: "director",
      federationService: null,
      metadataUri: "https://x/y",
      options: { allowWithModernAuthentication: true },
    },
  ],
  collections: [
    collection,
    ...nouns.map((noun): DiscoveredCollection => ({
      ...collection,
      type: noun.type,
      name: "every",
      options: {},
      settings: settingsOf(noun),
    })),
    ...oddTexts.map((text): DiscoveredCollection => ({
      ...collection,
      name: text,
      identity: `Site:${text}`,
      remarks: [{ code: "missingScope", message: text }],
    })),
  ],
};
