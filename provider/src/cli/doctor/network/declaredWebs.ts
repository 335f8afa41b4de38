import { poolOf } from "../../../configurations/identity";
import type { Deployment } from "../../../deployment/deployment";
import { webIn, type ExpectedWeb } from "../../../guards/webPlaces";
import { declaredCollections, toldValues } from "../../declaredCollections";
import type { DeclaredStack } from "../../declaredStack";

/** A Web Services collection as a stack's last `up` declared it. */
export interface DeclaredWeb {
  /** The pool; undefined for a wider scope. */
  pool: string | undefined;
  isPassive: boolean;
  /** The metadata URI; undefined if none is declared, or if it is a secret. */
  metadataUri: string | undefined;
}

/** Returns the Web Services collections that stacks declare in a deployment. */
export async function declaredWebs(deployment: Deployment, stacks: readonly DeclaredStack[]): Promise<DeclaredWeb[]> {
  const { collections } = await declaredCollections(deployment, stacks);
  return collections.flatMap((declared) => {
    const web = webIn(declared.noun, toldValues(declared));
    return web === undefined ? [] : [declaredWeb(declared.identity, web)];
  });
}

function declaredWeb(identity: string, { useWsFedPassiveAuth, wsFedPassiveMetadataUri: uri }: ExpectedWeb["values"]): DeclaredWeb {
  return {
    pool: poolOf(identity),
    isPassive: useWsFedPassiveAuth === true,
    metadataUri: uri === "" ? undefined : uri,
  };
}
