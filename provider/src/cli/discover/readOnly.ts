import type { Deployment } from "../../deployment/deployment";
import { LyncError } from "../../errors";

type WriteName = "create" | "set" | "remove";

const writes: readonly string[] = ["create", "set", "remove"] satisfies WriteName[];

/** A deployment that refuses every write. */
export function readOnly(deployment: Deployment): Deployment {
  const refuse = (): Promise<never> =>
    Promise.reject(
      new LyncError("An import writes nothing to the deployment, but this collection would need a write.", { kind: "unsupported" }),
    );
  return new Proxy(deployment, {
    get: (target, name): unknown => {
      if (writes.includes(String(name))) return refuse;
      const member: unknown = Reflect.get(target, name);
      // A method called on the proxy could not reach the target's private members.
      return typeof member === "function" ? (member.bind(target) as unknown) : member;
    },
  });
}
