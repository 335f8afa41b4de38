/** A user's own policy, made from the findings of the guards. */
import * as policies from "pulumi-lync/policies";

const web: policies.PolicyResource = {
  type: "pulumi-nodejs:dynamic/lync:WebServiceConfiguration",
  properties: { identity: "Global", useWsFedPassiveAuth: true },
};
const options: policies.PolicyOptions = { metadataDomains: ["contoso.com"] };
export const found: policies.PolicyFinding[] = policies.findingsIn(web, options);
export const isGlobal: boolean = found.some(({ code }) => code === "globalPassive");
export const amongThem: { resource: policies.PolicyResource; finding: policies.PolicyFinding }[] = policies.findingsAmong([web]);
