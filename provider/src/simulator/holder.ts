import { createHash, randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { codeOf } from "./errorCode";

/**
 * A name for this process as the holder of a lock. It consists of the process number, the place in
 * which that number is unique, and a random part.
 */
export function newHolder(): string {
  return [process.pid, realm(), randomUUID()].join(".");
}

/**
 * Whether a holder's process is known to have ended. This is unknown for a process on another
 * machine or in another container.
 */
export function isGone(holder: string): boolean {
  const { pid, isHere } = parse(holder);
  return isHere && !isAlive(pid);
}

/** The description of a holder for a message. */
export function describeHolder(holder: string): string {
  const { pid, isHere } = parse(holder);
  if (Number.isNaN(pid)) return "an unknown process";
  return `process ${String(pid)} ${isHere ? "on this machine" : "on another machine or in another container"}`;
}

function parse(holder: string): { pid: number; isHere: boolean } {
  const [pid = "", place] = holder.split(".");
  return { pid: Number.parseInt(pid, 10), isHere: place === realm() };
}

/**
 * The place in which a process number is unique. On Linux, this is the container since the last
 * start of the machine.
 */
function realm(): string {
  let names: string[];
  try {
    names = [readFileSync("/proc/sys/kernel/random/boot_id", "utf8"), readlinkSync("/proc/self/ns/pid")];
  } catch {
    names = [hostname()];
  }
  return createHash("sha256").update(names.join()).digest("hex").slice(0, 12);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process exists, but belongs to another user.
    return codeOf(error) === "EPERM";
  }
}
