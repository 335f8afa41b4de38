import { describe, expect, test } from "vitest";
import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { unknownValue } from "@pulumi/pulumi/runtime";
import { known } from "../../policies/known";
import { policies } from "../../policies/policies";
import { policyOf } from "../../policies/policy";
import { codes } from "../../provider/src/codes";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { typeOf } from "../../provider/src/resources/typeOf";
import { certificateAlone, passive } from "../support/ruleValues";

const pool = "LyncPool01.contoso.com";
const uri = "https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml";
const web = (props: object = {}): Resource => ({
  type: typeOf(webService),
  urn: "urn:web",
  props: { identity: `Service:WebServer:${pool}`, ...passive, wsFedPassiveMetadataUri: uri, ...props },
});
const proxyWith = (props: object = {}): Resource => ({
  type: typeOf(proxy),
  urn: "urn:proxy",
  props: { identity: `Service:Registrar:${pool}`, ...certificateAlone, ...props },
});

interface Resource {
  type: string;
  urn: string;
  props: Record<string, unknown>;
}

/** For each policy, a stack that violates it, and the resource at which that is reported. */
const rows: [name: string, stack: Resource[], urn: string][] = [
  ["passive-at-pools-only", [web({ identity: "Site:Redmond" })], "urn:web"],
  ["passive-without-other-methods", [web({ usePinAuth: true })], "urn:web"],
  ["passive-without-other-methods", [web(), proxyWith({ useKerberosForClientToProxyAuth: true })], "urn:proxy"],
  ["certificates-on-at-proxy", [web(), proxyWith({ useCertificateForClientToProxyAuth: false })], "urn:proxy"],
  ["proxy-with-web-services", [proxyWith()], "urn:proxy"],
  ["metadata-uri-in-allowed-domains", [web({ wsFedPassiveMetadataUri: uri.replace("contoso", "fabrikam") })], "urn:web"],
  ["message-bodies-not-logged", [web(), proxyWith({ enableLoggingAllMessageBodies: true })], "urn:proxy"],
];

describe("each policy", () => {
  test("has a case here, codes that exist, and a name that @pulumi/policy accepts", () => {
    expect([...new Set(rows.map(([name]) => name))]).toEqual(policies.map(({ name }) => name));
    for (const { name, codes: own } of policies) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      for (const code of own) expect(codes).toHaveProperty(code);
    }
  });

  test.each(rows)("%s is violated at the resource, and says what to declare", (name, stack, urn) => {
    const violations = violationsOf(name, stack);
    expect(violations).toHaveLength(1);
    expect(violations[0]!.urn).toBe(urn);
    const { codes: own, remediation } = rowOf(name);
    const [text = "", next] = violations[0]!.message.split("\n");
    expect(own).toContain(/ \[(\w+)\]$/.exec(text)?.[1]);
    expect(next).toBe(remediation);
  });

  test.each(policies)("$name is not violated by a sound stack, and passes on its level, description and remediation", (row) => {
    expect(violationsOf(row.name, [web(), proxyWith()])).toEqual([]);
    const { enforcementLevel, description, remediationSteps } = policyOf(row);
    expect({ enforcementLevel, description, remediationSteps }).toEqual({
      enforcementLevel: row.enforcementLevel,
      description: row.description,
      remediationSteps: row.remediation,
    });
    expect(policyOf({ ...row, enforcementLevel: "disabled" }).enforcementLevel).toBe("disabled");
  });
});

test("metadata-uri-in-allowed-domains does not apply if no domain is configured", () => {
  expect(violationsOf("metadata-uri-in-allowed-domains", [web({ wsFedPassiveMetadataUri: "https://sts.fabrikam.com/" })], {})).toEqual([]);
});

test("properties that @pulumi/policy refuses to return, because they are not known yet, have Pulumi's unknown value", () => {
  const hidden = (name: string): object =>
    Object.defineProperty({ shown: 1 }, name, { enumerable: true, get: () => expect.unreachable("The value is not known yet.") });
  expect(known({ ...{ list: [1, hidden("one")], none: null }, inner: hidden("two") })).toEqual({
    list: [1, { shown: 1, one: unknownValue }],
    none: null,
    inner: { shown: 1, two: unknownValue },
  });
});

function rowOf(name: string): (typeof policies)[number] {
  return policies.find((row) => row.name === name)!;
}

/** What a policy reports about a stack. @pulumi/policy runs it for each resource, then for all. */
function violationsOf(
  name: string,
  stack: Resource[],
  config: object = { allowedDomains: ["contoso.com"] },
): { message: string; urn: string }[] {
  const found: { message: string; urn: string }[] = [];
  const { validateResource, validateStack } = policyOf(rowOf(name));
  if (typeof validateResource !== "function") throw new Error("A policy has one function for resources.");
  const getConfig = (): object => config;
  for (const resource of stack) {
    const args = { ...resource, getConfig } as unknown as ResourceValidationArgs;
    void validateResource(args, (message, urn = resource.urn) => found.push({ message, urn }));
  }
  void validateStack({ resources: stack, getConfig } as unknown as StackValidationArgs, (message, urn = "") =>
    found.push({ message, urn }),
  );
  return found;
}
