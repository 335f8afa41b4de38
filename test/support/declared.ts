import type { DeclaredStack } from "../../provider/src/cli/declaredStack";
import type { StateResource } from "../../provider/src/cli/stateResources";

/** A resource of pulumi-lync, as a stack's exported state contains it. */
export function stateResource(type: string, outputs: Record<string, unknown>, name = "resource"): StateResource {
  const token = `pulumi-nodejs:dynamic/lync:${type}`;
  return { urn: `urn:pulumi:dev::contoso::${token}::${name}`, type: token, outputs: { deployment: "simulator:contoso.json", ...outputs } };
}

/** A stack whose last `up` left these resources. */
export function stackOf(...resources: StateResource[]): DeclaredStack {
  return { stack: "dev", resources };
}

/** What an exported state contains instead of a secret. */
export const encrypted = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:abc" };
