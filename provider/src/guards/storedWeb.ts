import { webService } from "../configurations/webService";
import type { Reader, View } from "../stack/memory";
import { unjudged } from "./unjudged";
import { heardWeb, webPools, type ExpectedWeb } from "./webPlaces";

/** The Web Services that apply to a pool. */
export interface HeldWeb {
  pool: string;
  web: ExpectedWeb;
}

/** The Web Services that apply to each pool that has them, in the deployment as it is stored. */
export async function storedWebs(stored: View<Reader>): Promise<HeldWeb[]> {
  const held: HeldWeb[] = [];
  for (const pool of webPools(await stored.deployment.directory())) {
    const web = await heardWeb(stored, pool);
    if (web !== undefined) held.push({ pool, web });
  }
  return held;
}

/** The settings of Web Services that could not be read, in words. */
export function unreadOf({ web }: HeldWeb): string[] {
  return unjudged(webService, web);
}
