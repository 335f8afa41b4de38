import { realpathSync } from "node:fs";
import * as path from "node:path";
import type { Check, MachineContext } from "../check";
import { findProgram } from "./programs";

const program = "pulumi-language-nodejs";
const asked = `Whether ${program} is next to pulumi, or on this machine's PATH.`;

/**
 * Checks that Pulumi finds its language host for Node.js. It must be next to the Pulumi CLI, next
 * to the file that a link to the CLI leads to, or on PATH.
 */
export const languageHostCheck: Check<MachineContext> = {
  name: "Language host",
  asked,
  run: () => {
    const base = { check: languageHostCheck.name, subject: "this machine", asked };
    const pulumi = findProgram("pulumi");
    const beside = pulumi === undefined ? [] : [pulumi, realpathSync(pulumi)].map((file) => path.dirname(file));
    const host = findProgram(program, [...beside, process.env.PATH ?? ""].join(path.delimiter));
    if (host !== undefined) return Promise.resolve([{ ...base, status: "fine", found: `${host} exists.` }]);
    if (pulumi === undefined)
      return Promise.resolve([
        { ...base, status: "notAsked", found: "The language host comes with the Pulumi CLI, which is not on PATH." },
      ]);
    return Promise.resolve([
      {
        ...base,
        status: "finding",
        code: "languageHostMissing",
        found: `${program} is neither next to ${pulumi} nor on PATH.`,
        advice: "Install the whole Pulumi CLI again (https://www.pulumi.com/docs/install/). Its archive also contains the language host.",
      },
    ]);
  },
};
