import type { Noun, Service } from "./noun";
import { proxy } from "./proxy";
import { webService } from "./webService";

/** Every kind of Cs configuration. */
export const nouns: readonly Noun[] = [webService, proxy];

/** Every service that can have a collection. */
export const services: readonly Service[] = [...new Set(nouns.flatMap((noun) => noun.services))];
