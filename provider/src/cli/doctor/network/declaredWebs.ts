import { poolOf } from "../../../configurations/identity";
import type { Deployment } from "../../../deployment/deployment";
import { webIn, type ExpectedWeb } from "../../../guards/webPlaces";
import { declaredCollections, toldValues } from "../../declaredCollections";
import type { DeclaredStack } from "../../declaredStack";

/** Web Services as a stack's last `up` declared them. */
export interface DeclaredWeb {
  /** The pool; undefined for a wider scope. */
  pool: string | undefined;
  isPassive: boolean;
  /** The metadata URI; undefined where none is declared, or it is a secret. */
  metadataUri: string | undefined;
}

/** What stacks declare of Web Services of a deployment. */
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
