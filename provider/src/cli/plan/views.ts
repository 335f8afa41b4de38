import type { Deployment } from "../../deployment/deployment";
import { offlineDeployment } from "../../deployment/offline";
import { CollectionMap } from "../../stack/collectionMap";
import type { Memory } from "../../stack/memory";
import type { Inputs, State } from "../../stack/declared";
import type { readsIn, Subject } from "./subjects";
import { isIdentity, type PlanView } from "./view";

/** What all views of a plan share. */
interface Means {
  /** The deployment that can be read; undefined if none can. */
  asked: Deployment | undefined;
  memory: Memory;
  /** The collections of other deployments. */
  others: ReadonlySet<Subject>;
  notes: string[];
  reads: ReturnType<typeof readsIn>;
}

/** Returns the view for each collection. */
export function viewsOf(subjects: readonly Subject[], { asked, memory, others, notes, reads }: Means): (subject: Subject) => PlanView {
  const [owned, declared] = [new CollectionMap<State>(), new CollectionMap<Inputs>()];
  for (const { noun, olds, news } of subjects) {
    if (olds !== undefined) owned.set(noun, olds.identity, olds);
    if (news !== undefined) declared.set(noun, news.identity, news);
  }
  const read = new CollectionMap<true>();
  for (const { noun, identity } of reads) read.set(noun, identity, true);
  const blind: PlanView = {
    deployment: offlineDeployment({ way: "local" }),
    memory,
    canAsk: false,
    owned: (noun, identity) => owned.get(noun, identity),
    declares: (noun, identity) => declared.has(noun, identity),
    reads: (noun, identity) => read.has(noun, identity),
    unidentified: (noun) => subjects.filter((one) => one.noun === noun && !one.isIdentityKnown).map(({ resource }) => resource),
    note: (text) => void notes.push(text),
  };
  const seeing = asked === undefined ? blind : { ...blind, deployment: asked, canAsk: true };
  // The deployment is read only for an identity that is known, valid and not in another deployment.
  return (subject) => {
    const { noun, identity } = subject;
    return identity !== undefined && isIdentity(noun, identity) && !others.has(subject) ? seeing : blind;
  };
}
