import semver from "semver";
import { neededVersions } from "../../../version";
import type { Check, MachineContext } from "../check";
import type { Result } from "../result";

const asked = "node --version, for the Node.js that runs this command.";

/** Checks that the Node.js that runs this command is one that the package supports. */
export const nodeCheck: Check<MachineContext> = {
  name: "Node.js",
  asked,
  run: () => Promise.resolve([nodeResult(process.version)]),
};

/** The result for a version of Node.js. */
export function nodeResult(version: string): Result {
  const { node } = neededVersions();
  const base = { check: nodeCheck.name, subject: "this machine", asked };
  if (semver.satisfies(version, node)) return { ...base, status: "fine", found: `This is Node.js ${version}.` };
  const oldest = semver.minVersion(node)?.version ?? node;
  return {
    ...base,
    status: "finding",
    code: "nodeUnsupported",
    found: `This is Node.js ${version}. pulumi-lync needs ${node}.`,
    advice: `Install Node.js ${oldest} or later, and put it first on PATH.`,
  };
}
