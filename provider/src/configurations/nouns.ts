import type { Noun } from "./noun";
import { proxy } from "./proxy";
import { webService } from "./webService";

/** Every kind of Cs configuration that there is. */
export const nouns: readonly Noun[] = [webService, proxy];
