import { LyncError } from "../errors";
import { commandText } from "../cmdlets/commandText";
import { writeCalls } from "./calls";
import type { Deployment } from "./deployment";
import { shownName, whose, type Naming } from "./naming";

/**
 * A deployment that must not be read or written, for a preview on a machine that cannot reach it.
 * It trusts the name of a real deployment in a state.
 */
export function offlineDeployment(naming: Naming): Deployment {
  const refuse = (): Promise<never> => Promise.reject(offlineRefusal());
  return {
    name: shownName(naming),
    way: naming.way,
    nameInStates: () => Promise.resolve(shownName(naming)),
    whose: (stated) => whose(naming, stated, undefined),
    isOffline: true,
    isRemote: false,
    about: refuse,
    find: refuse,
    list: refuse,
    lacking: refuse,
    setAfterNew: refuse,
    factoryValues: refuse,
    computers: refuse,
    replicas: refuse,
    directory: refuse,
    sites: refuse,
    versions: refuse,
    askVersions: refuse,
    modernAuthentication: refuse,
    backupPool: refuse,
    create: refuse,
    set: refuse,
    remove: refuse,
    cmdletsOf: (noun, identity, shown) => Promise.resolve(writeCalls(noun, identity, { ...shown, taken: undefined }).map(commandText)),
    close: () => Promise.resolve(),
  };
}

/** The error for everything except a check. */
export function offlineRefusal(): LyncError {
  return new LyncError(
    "lync:offline is true, so the deployment is neither read nor written. It works only with pulumi preview --refresh=false. Remove it from the configuration for any other command.",
    { kind: "unsupported" },
  );
}
