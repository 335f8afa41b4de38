import type { Deployment } from "../../deployment/deployment";
import { LyncError } from "../../errors";

type WriteName = "create" | "set" | "remove";

const writes: readonly string[] = ["create", "set", "remove"] satisfies WriteName[];

/** A deployment that refuses every write. */
export function readOnly(deployment: Deployment): Deployment {
  const refuse = (): Promise<never> =>
    Promise.reject(new LyncError("An import file is made without a write, but one would be needed here", { kind: "unsupported" }));
  return new Proxy(deployment, {
    get: (target, name): unknown => {
      if (writes.includes(String(name))) return refuse;
      const member: unknown = Reflect.get(target, name);
      // Its private members are its own.
      return typeof member === "function" ? (member.bind(target) as unknown) : member;
    },
  });
}
