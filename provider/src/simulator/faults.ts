import { existsSync, readFileSync } from "node:fs";
import * as z from "../zod";
import { identityKey } from "../configurations/identity";
import { parseJson } from "../jsonText";
import type { Call } from "../cmdlets/call";
import { CmdletFailure } from "./cmdletFailure";
import { fileBeside, replaceFile } from "./files";
import { withLock } from "./lock";
import { isMaker } from "./makers";

/**
 * Something that goes wrong with cmdlets of a simulated deployment.
 *
 * @example The first Set of any proxy configuration fails after it has stored its changes
 * ```ts
 * const fault: Fault = {
 *   cmdlet: "Set-CsProxyConfiguration",
 *   times: 1,
 *   fail: { category: "OperationTimeout", id: "Timeout", when: "after" },
 * };
 * ```
 */
export interface Fault {
  /** The affected cmdlet, such as `Set-CsProxyConfiguration`. @default every cmdlet */
  cmdlet?: string | undefined;
  /** The affected identity. @default every identity */
  identity?: string | undefined;
  /**
   * Whether the affected calls have -InMemory. True affects only a New with -InMemory, which stores
   * nothing. False affects only calls without it.
   * @default both are affected
   */
  inMemory?: boolean | undefined;
  /** How many calls are affected, as a positive whole number. @default all calls */
  times?: number | undefined;
  /** How much longer the cmdlet takes, in milliseconds. @default 0 */
  latencyMilliseconds?: number | undefined;
  /**
   * The cmdlet fails with this error category and error id of PowerShell. `when` says whether it
   * fails before or after it has done its work. The default of `when` is `"before"`.
   */
  fail?: { category: string; id: string; message?: string | undefined; when?: "before" | "after" | undefined } | undefined;
  /**
   * The cmdlet succeeds, but does not store its changes. With a list of parameter names, only those
   * parameters are not stored.
   * @default false
   */
  forget?: boolean | string[] | undefined;
  /**
   * How far the store lags behind, in seconds. A Get returns what was stored this long ago.
   * Get-CsManagementStoreReplicationStatus shows replicas that lag by this time.
   * @default 0
   */
  lagSeconds?: number | undefined;
  /** The cmdlet never returns. It hangs before or after it has done its work. */
  hang?: "before" | "after" | undefined;
  /** The PowerShell process ends before or after the cmdlet has done its work. */
  exit?: "before" | "after" | undefined;
}

const fault = z.strictObject({
  cmdlet: z.string().optional(),
  identity: z.string().optional(),
  inMemory: z.boolean().optional(),
  times: z.int().positive().optional(),
  latencyMilliseconds: z.number().nonnegative().optional(),
  fail: z
    .strictObject({ category: z.string(), id: z.string(), message: z.string().optional(), when: z.enum(["before", "after"]).optional() })
    .optional(),
  forget: z.union([z.boolean(), z.array(z.string())]).optional(),
  lagSeconds: z.number().nonnegative().optional(),
  hang: z.enum(["before", "after"]).optional(),
  exit: z.enum(["before", "after"]).optional(),
} satisfies z.ShapeOf<Fault>);

/**
 * The faults of a simulated deployment. They are an array in the file `<name>.faults.json` next to
 * the topology file, which is read again for every cmdlet.
 */
export class Faults {
  readonly #file: string;

  constructor(topologyFile: string) {
    this.#file = fileBeside(topologyFile, "faults");
  }

  /** The faults that affect a call. The call counts towards the `times` of each of them. */
  take(call: Call): Fault[] {
    if (!existsSync(this.#file)) return [];
    return withLock(this.#file, (held) => {
      // The file may have been removed while this process waited for the lock.
      if (!existsSync(this.#file)) return [];
      const all = this.#read();
      const taken = all.filter((one) => befalls(one, call));
      if (taken.some(({ times }) => times !== undefined)) {
        const left = all.flatMap((one) => (taken.includes(one) ? used(one) : [one]));
        replaceFile(held, this.#file, { content: `${JSON.stringify(left, undefined, 2)}\n` });
      }
      return taken;
    });
  }

  #read(): Fault[] {
    let parsed: unknown;
    try {
      parsed = parseJson(readFileSync(this.#file));
    } catch (error) {
      throw this.#bad((error as Error).message);
    }
    const result = z.array(fault).safeParse(parsed);
    if (!result.success) throw this.#bad(z.prettifyError(result.error));
    return result.data;
  }

  #bad(why: string): CmdletFailure {
    return new CmdletFailure({ category: "InvalidData", id: "FaultsFile" }, `The faults file ${this.#file} cannot be used: ${why}`);
  }
}

function befalls({ cmdlet, identity, inMemory }: Fault, call: Call): boolean {
  const given = call.parameters.Identity;
  return (
    // A cmdlet that makes an object runs as part of the call that needs the object. So a fault
    // without a cmdlet name affects only the outer call.
    (cmdlet === undefined ? !isMaker(call.cmdlet) : cmdlet.toLowerCase() === call.cmdlet.toLowerCase()) &&
    (identity === undefined || (typeof given === "string" && identityKey(given) === identityKey(identity))) &&
    (inMemory === undefined || inMemory === (call.parameters.InMemory === true))
  );
}

function used(one: Fault): Fault[] {
  if (one.times === undefined) return [one];
  return one.times > 1 ? [{ ...one, times: one.times - 1 }] : [];
}
