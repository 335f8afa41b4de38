import { poolOf } from "../../../configurations/identity";
import type { Deployment } from "../../../deployment/deployment";
import { webIn, type ExpectedWeb } from "../../../guards/webPlaces";
import { isOthers } from "../../../lifecycle/otherDeployment";
import { stateIn } from "../../../stack/bag";
import type { DeclaredStack } from "../../declaredStack";
import type { StateResource } from "../../stateResources";
import { nounIn } from "../../urn";

/** Web Services as a stack's last `up` declared them. */
export interface DeclaredWeb {
  /** The pool; undefined for a wider scope. */
  pool: string | undefined;
  isPassive: boolean;
  /** The metadata URI; undefined where none is declared, or it is a secret. */
  metadataUri: string | undefined;
}

/** What stacks declare of Web Services of a deployment. An explicit provider may have put others into the same stack. */
export async function declaredWebs(deployment: Deployment, stacks: readonly DeclaredStack[]): Promise<DeclaredWeb[]> {
  const resources = stacks.flatMap((stack) => stack.resources);
  return (await Promise.all(resources.map((resource) => declaredIn(deployment, resource)))).flat();
}

async function declaredIn(deployment: Deployment, { urn, outputs }: StateResource): Promise<DeclaredWeb[]> {
  const noun = nounIn(urn);
  if (noun === undefined || outputs === undefined) return [];
  const { identity, values, isExternal = false, deployment: stated } = stateIn(noun, outputs);
  const web = webIn(noun, values);
  if (web === undefined || isExternal || stated === undefined) return [];
  return (await isOthers({ noun, deployment }, { identity, deployment: stated })) ? [] : [declaredWeb(identity, web)];
}

function declaredWeb(identity: string, { useWsFedPassiveAuth, wsFedPassiveMetadataUri: uri }: ExpectedWeb["values"]): DeclaredWeb {
  return {
    pool: poolOf(identity),
    isPassive: useWsFedPassiveAuth === true,
    // An exported secret is an object, whatever the setting's type.
    metadataUri: typeof uri === "string" && uri !== "" ? uri : undefined,
  };
}
