import * as lync from "pulumi-lync";
import { readConfiguration } from "./configuration";

// The stack's configuration says which pools of which deployment are passive: Pulumi.dev.yaml,
// Pulumi.staging.yaml, Pulumi.prod.yaml.
const { federationService, pools } = readConfiguration();

const made = pools.map(({ pool, role, adopt }) => {
  const passive = new lync.PassiveAuthentication(pool, {
    pool,
    role,
    ...(role === "edge" ? {} : { federationService }),
    ...(adopt === undefined ? {} : { adopt }),
  });
  return [pool, passive.signInMethods] as const;
});

/** The sign-in methods that each pool's collections leave on. */
export const signInMethods = Object.fromEntries(made);
