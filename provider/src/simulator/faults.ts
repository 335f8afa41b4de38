import { existsSync, readFileSync } from "node:fs";
import * as z from "../zod";
import { identityKey } from "../configurations/identity";
import { parseJson } from "../jsonText";
import type { Call } from "../cmdlets/call";
import { CmdletFailure } from "./cmdletFailure";
import { fileBeside, replaceFile } from "./files";
import { withLock } from "./lock";
import { isMaker } from "./makers";

/** What is to go wrong with a simulated deployment's cmdlets. */
export interface Fault {
  /**
   * The cmdlet that it befalls, such as `Set-CsProxyConfiguration`; every cmdlet where left out.
   */
  cmdlet?: string | undefined;
  /** The identity that it befalls; every one where left out. */
  identity?: string | undefined;
  /**
   * Whether it befalls a New with -InMemory, which stores nothing: those alone, or all others; both
   * where left out.
   */
  inMemory?: boolean | undefined;
  /** How many calls it befalls; all where left out. */
  times?: number | undefined;
  /** How long the cmdlet takes. */
  latencyMilliseconds?: number | undefined;
  /**
   * The cmdlet fails with this category and id: before it has done its work, the default, or after.
   */
  fail?: { category: string; id: string; message?: string | undefined; when?: "before" | "after" | undefined } | undefined;
  /**
   * The cmdlet succeeds, and what it was to store is not stored; of a list of parameters those
   * alone.
   */
  forget?: boolean | string[] | undefined;
  /**
   * A Get answers what was stored so many seconds ago; Get-CsManagementStoreReplicationStatus shows
   * replicas that lag so much behind.
   */
  lagSeconds?: number | undefined;
  /** The cmdlet never answers: it hangs before it has done its work, or after. */
  hang?: "before" | "after" | undefined;
  /** The process ends, before the cmdlet has done its work, or after. */
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
 * The faults of a simulated deployment: the file `<name>.faults.json` beside its topology, an
 * array; read anew for every cmdlet.
 */
export class Faults {
  readonly #file: string;

  constructor(topologyFile: string) {
    this.#file = fileBeside(topologyFile, "faults");
  }

  /** The faults that befall a call; those that are limited in number are used up by it. */
  take(call: Call): Fault[] {
    if (!existsSync(this.#file)) return [];
    return withLock(this.#file, (held) => {
      // Removed while this waited for the lock.
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
    // What makes an object runs within the call that the object is for. Without a name, it is that
    // call that a fault befalls.
    (cmdlet === undefined ? !isMaker(call.cmdlet) : cmdlet.toLowerCase() === call.cmdlet.toLowerCase()) &&
    (identity === undefined || (typeof given === "string" && identityKey(given) === identityKey(identity))) &&
    (inMemory === undefined || inMemory === (call.parameters.InMemory === true))
  );
}

function used(one: Fault): Fault[] {
  if (one.times === undefined) return [one];
  return one.times > 1 ? [{ ...one, times: one.times - 1 }] : [];
}
