import { realpathSync } from "node:fs";
import * as path from "node:path";
import type { Check, MachineContext } from "../check";
import { findProgram } from "./programs";

const program = "pulumi-language-nodejs";
const asked = `Which ${program} there is next to pulumi, and on this machine's PATH.`;

/**
 * Whether Pulumi finds its language host for Node.js: next to the Pulumi CLI, where links may lead
 * to it, or on PATH.
 */
export const languageHostCheck: Check<MachineContext> = {
  name: "Language host",
  asked,
  run: () => {
    const base = { check: languageHostCheck.name, subject: "this machine", asked };
    const pulumi = findProgram("pulumi");
    const beside = pulumi === undefined ? [] : [pulumi, realpathSync(pulumi)].map((file) => path.dirname(file));
    const host = findProgram(program, [...beside, process.env.PATH ?? ""].join(path.delimiter));
    if (host !== undefined) return Promise.resolve([{ ...base, status: "fine", found: `${host} is there.` }]);
    if (pulumi === undefined)
      return Promise.resolve([{ ...base, status: "notAsked", found: "It comes with the Pulumi CLI, which is not on PATH." }]);
    return Promise.resolve([
      {
        ...base,
        status: "finding",
        code: "languageHostMissing",
        found: `There is no ${program} next to ${pulumi}, nor on PATH.`,
        advice: "Install the whole Pulumi CLI again (https://www.pulumi.com/docs/install/): its archive has the language host, too.",
      },
    ]);
  },
};
