import type { Deployment } from "./deployment/deployment";
import { LyncError } from "./errors";
import type { Told } from "./lifecycle/told";
import { projectFolderOf, type Place, type ProjectFolder } from "./projectFolder";
import { refuseNotHandedOver, type StackReach } from "./stackReach";

/** A deployment that a provider process has opened. */
export interface Opened {
  deployment: Deployment;
  /** What the provider's own configuration says about the deployment. */
  reach: StackReach;
  /** Whether that configuration has paths relative to the folder of Pulumi.yaml. */
  hasRelativePaths: boolean;
}

/**
 * Opens the deployment for the first verb that knows where the project's folder is, and returns it
 * to every later verb. Until then, a verb that does not know the folder is refused. The folder that
 * a class reports in this run is the correct one. If an old state reported another one earlier in
 * the run, because the folder has moved, the class's resource is refused.
 *
 * @param open throws an error that says what is wrong with the configuration.
 */
export function openOnce(place: Place, open: (root: ProjectFolder) => Opened): (told: Told) => Promise<Deployment> {
  const roots = new Map<string | undefined, ProjectFolder>();
  const rootBy = (handedOn: string | undefined): ProjectFolder => {
    const root = roots.get(handedOn) ?? projectFolderOf(place, handedOn);
    roots.set(handedOn, root);
    return root;
  };
  let first: { opened: Opened; root: ProjectFolder } | undefined;
  return async ({ byClass, projectFolder }) => {
    if (first === undefined) {
      const root = rootBy(projectFolder);
      first = { opened: open(root), root };
    }
    const { opened, root } = first;
    if (byClass !== undefined) {
      if (opened.hasRelativePaths) refuseMoved(root, rootBy(projectFolder));
      refuseNotHandedOver(opened.reach, byClass.stack);
    }
    return Promise.resolve(opened.deployment);
  };
}

function refuseMoved(before: ProjectFolder, now: ProjectFolder): void {
  if (typeof now !== "string" || typeof before !== "string" || now === before) return;
  throw new LyncError(
    `The folder of Pulumi.yaml is ${now}, but the stack's state says ${before}, and this run has already used that folder. Run pulumi up --refresh=false once, which writes the new folder into the state.`,
    { kind: "unsupported" },
  );
}
