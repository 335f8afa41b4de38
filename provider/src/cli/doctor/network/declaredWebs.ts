import { poolOf } from "../../../configurations/identity";
import { webIn, type ExpectedWeb } from "../../../guards/webPlaces";
import { stateIn } from "../../../stack/bag";
import type { DeclaredStack } from "../../declaredStack";
import { nounIn } from "../../urn";

/** Web Services as a stack's last `up` declared them. */
export interface DeclaredWeb {
  /** The pool; undefined for a wider scope. */
  pool: string | undefined;
  isPassive: boolean;
  /** The metadata URI; undefined where none is declared, or it is a secret. */
  metadataUri: string | undefined;
}

/** What stacks declare of Web Services. */
export function declaredWebs(stacks: readonly DeclaredStack[]): DeclaredWeb[] {
  return stacks.flatMap(({ resources }) =>
    resources.flatMap(({ urn, outputs }) => {
      const noun = nounIn(urn);
      if (noun === undefined || outputs === undefined) return [];
      const { identity, values, isExternal = false } = stateIn(noun, outputs);
      const web = webIn(noun, values);
      return web === undefined || isExternal ? [] : [declaredWeb(identity, web)];
    }),
  );
}

function declaredWeb(identity: string, { useWsFedPassiveAuth, wsFedPassiveMetadataUri: uri }: ExpectedWeb["values"]): DeclaredWeb {
  // An exported secret is an object, whatever the setting's type.
  return {
    pool: poolOf(identity),
    isPassive: useWsFedPassiveAuth === true,
    metadataUri: typeof uri === "string" && uri !== "" ? uri : undefined,
  };
}
