import { metadataUriOf } from "../../configurations/federation";
import { formatIdentity } from "../../configurations/identity";
import type { Service, Values } from "../../configurations/noun";
import { nouns } from "../../configurations/nouns";
import { collectionsOf, proxyOfPassive, webServiceOfPassive } from "../../configurations/procedure";
import { pick } from "../../configurations/values";
import type { Options } from "../../stack/declared";
import type { DeclaredCollection } from "./adopted";
import { adoptionOf } from "./adoption";
import type { DiscoveredPool } from "./discovered";
import { startFrom } from "./startFrom";

/** The collections of a pool's component, as the class `PassiveAuthentication` declares them. */
export interface Parts {
  webService: DeclaredCollection | undefined;
  proxy: DeclaredCollection | undefined;
}

/** The collections that a `PassiveAuthentication` declares for a discovered pool. */
export function partsOf(discovered: DiscoveredPool, owned: boolean): Parts {
  const { webService, proxy } = collectionsOf[discovered.role];
  const { federationService, metadataUri, options } = discovered;
  const common: Partial<Options> = { startFrom, ...adoptionOf({ remarks: discovered.remarks }, owned) };
  const wsFedPassiveMetadataUri = federationService === null ? metadataUri : metadataUriOf(federationService);
  return {
    webService:
      webService &&
      partOf(discovered, webService, {
        settings: { ...discovered.webService, ...webServiceOfPassive, wsFedPassiveMetadataUri },
        options: { ...pick(options, ["allowWithModernAuthentication"]), ...common },
      }),
    proxy: proxy && partOf(discovered, proxy, { settings: { ...discovered.proxy, ...proxyOfPassive }, options: common }),
  };
}

function partOf(
  { pool }: DiscoveredPool,
  service: Service,
  { settings, options }: { settings: Values; options: Partial<Options> },
): DeclaredCollection {
  const noun = nouns.find(({ services }) => services.includes(service));
  if (noun === undefined) throw new Error(`No noun has collections of the service ${service}.`);
  return { noun, identity: formatIdentity({ scope: "service", service, pool }), settings, options };
}
