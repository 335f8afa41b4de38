import type { Service } from "../configurations/noun";
import { services } from "../configurations/nouns";
import { unverified } from "./unverified";

/**
 * The roles of pools. Each role has services, with the names that Get-CsService uses, and says
 * whether its computers have a replica of the Central Management store.
 */
export const roles = {
  director: { services: ["Director", "WebServer"], hasReplica: true },
  enterprisePool: { services: ["UserServer", "WebServer", "Registrar"], hasReplica: true },
  standardEdition: { services: ["UserServer", "WebServer", "Registrar"], hasReplica: true },
  survivableBranch: { services: ["Registrar"], hasReplica: true },
  edge: { services: ["EdgeServer"], hasReplica: true },
  mediationServer: { services: ["MediationServer"], hasReplica: true },
  sqlServer: { services: ["UserDatabase", "ApplicationDatabase"], hasReplica: false },
  fileStore: { services: ["FileStore"], hasReplica: false },
  pstnGateway: { services: ["PstnGateway"], hasReplica: false },
  trustedApplications: { services: ["TrustedApplicationPool"], hasReplica: false },
};

/**
 * The role of a pool, which decides which services it runs.
 *
 * @useDeclaredType
 */
export type Role = keyof typeof roles;

/** The services of a role that can have a collection. */
export function servicesOf(role: Role): Service[] {
  const more = role === "director" && unverified.directorHasRegistrar ? ["Registrar"] : [];
  const all = [...roles[role].services, ...more];
  return services.filter((service) => all.includes(service));
}
