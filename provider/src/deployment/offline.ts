import { LyncError } from "../errors";
import { commandText } from "../cmdlets/commandText";
import { writeCalls } from "./calls";
import type { Deployment } from "./deployment";
import { shownName, whose, type Naming } from "./naming";

/**
 * A deployment that must not be asked anything: for a preview where none can be reached. Of a real
 * one it believes the name that a state has.
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

/** Why nothing can be done. */
export function offlineRefusal(): LyncError {
  return new LyncError(
    "lync:offline is true: the deployment is neither read nor written. It is for pulumi preview --refresh=false; take it out of the configuration for anything else",
    { kind: "unsupported" },
  );
}
