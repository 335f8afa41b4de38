import { metadataUriExample, metadataUriProblem } from "../../../../configurations/federation";
import type { Check } from "../../check";
import type { Result } from "../../result";
import type { NetworkContext } from "../context";
import { lookAtDocument, metadataCodes } from "../document";
import { finding, resultsOf, type Verdict } from "../verdict";
import type { Element } from "../xml";
import { judgeFederation } from "./judge";
import { metadataUris } from "./uris";

const name = "AD FS metadata";

/** Checks the metadata documents of AD FS that pools use, or that stacks declare. */
export const federationCheck: Check<NetworkContext> = {
  name,
  asked: "GET requests to the metadata URIs of passive pools, from this machine.",
  run: async (context) => (await Promise.all(metadataUris(context).map((uri) => lookAt(uri, context)))).flat(),
};

async function lookAt(text: string, { asker, now }: NetworkContext): Promise<Result[]> {
  const problem = metadataUriProblem(text);
  if (problem !== undefined) {
    const verdict = finding("wrongMetadataUri", `The metadata URI "${text}" ${problem}.`, `Set it to ${metadataUriExample}`);
    return resultsOf({ check: name, subject: text, asked: "Nothing over the network, because the URI itself is wrong." }, [verdict]);
  }
  const uri = new URL(text);
  const judge = (root: Element): Verdict[] => judgeFederation(root, { uri, now });
  return lookAtDocument({ check: name, subject: uri.href, uri, codes: metadataCodes, judge }, asker);
}
