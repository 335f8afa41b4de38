import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import type { EndOfProgram } from "../stack/beside";
import { LyncError } from "../errors";
import { findingText } from "../finding";
import type { Pending, View } from "../stack/memory";
import { judgeLeaving } from "../guards/judgeLeaving";
import { lookAhead, type Leaving, type Left } from "./leaving";
import { sayWarning } from "./say";

// A provider process never learns that the program has ended, and a program knows nothing about the
// deployment. So the provider opens a connection to the program, like those that both have to the
// engine. The connection carries lines of text. At its end, the program asks for the warnings and
// receives them as one document.

/** The program's first line, which says that it knows of this provider. */
export const heard = "heard";

/** What the program sends once it has ended, as one document in a line. */
export interface Ended {
  /**
   * The collections that the stack still has and that the program has not registered, as far as the
   * program knows.
   */
  leaving: Leaving[];
}

/** The warnings for a resource once the whole program is known. */
export interface WarnedAtEnd {
  /** The noun, such as `WebServiceConfiguration`. */
  type: string;
  /**
   * The resource, as its class names it. A resource that is removed from the program has its URN.
   */
  mark: string;
  warnings: string[];
}

/** Connects to a program once, before the check of one of its resources ends. */
export async function joinProgram(view: View, end: EndOfProgram | undefined): Promise<void> {
  if (end !== undefined) await view.memory.endings.joinOnce(end.port, () => join(view, end));
}

async function join(view: View, { port, key }: EndOfProgram): Promise<void> {
  const socket = connect({ port, host: "127.0.0.1" });
  const lines = createInterface({ input: socket });
  // A program that fails closes the connection without a word.
  socket.on("error", () => socket.destroy());
  lines.on("error", () => socket.destroy());
  const isHeard = await new Promise<boolean>((resolve) => {
    socket.once("connect", () => socket.write(`${key}\n`));
    lines.once("line", (line) => {
      resolve(line === heard);
    });
    socket.once("close", () => {
      resolve(false);
    });
  });
  if (!isHeard) {
    fail(socket, "the program did not respond");
    return;
  }
  socket.unref();
  lines.on("line", (line) => {
    answer(view, socket, line).catch((error: unknown) => fail(socket, String(error)));
  });
}

/** A judgement that fails must not end an update, so it becomes a warning. */
function fail(socket: Socket, why: string): void {
  const what = `It could not be checked whether each collection fits the pools, Directors and proxies around it (${why}). Check this yourself, or run the command again.`;
  sayWarning("pulumi-lync", findingText({ code: "notJudged", message: what }));
  socket.destroy();
}

async function answer(view: View, socket: Socket, line: string): Promise<void> {
  const { leaving } = JSON.parse(line) as Ended;
  const told = await judgeAll(view, leaving);
  socket.end(`${JSON.stringify(told)}\n`);
}

/**
 * The warnings for each collection that the program declares, and for each that is removed from the
 * program.
 */
export async function judgeAll(view: View, leaving: readonly Leaving[]): Promise<WarnedAtEnd[]> {
  const { endings } = view.memory;
  const { ahead, left } = view.deployment.isOffline ? { ahead: view, left: [] } : await lookAhead(view, leaving);
  const told = await Promise.all([
    ...endings.pending.map((pending) => judgePending(pending, ahead)),
    ...left.map((one) => judgeLeft(one, ahead)),
  ]);
  for (const { noun, leaving: one } of left) endings.recordTold(noun, one.identity);
  return told.filter(({ warnings }) => warnings.length > 0);
}

async function judgePending({ noun, mark, judge }: Pending, ahead: View): Promise<WarnedAtEnd> {
  return { type: noun.type, mark, warnings: await orWhyNot(judge(ahead)) };
}

async function judgeLeft({ noun, leaving: { urn, identity } }: Left, ahead: View): Promise<WarnedAtEnd> {
  const warnings = judgeLeaving({ ...ahead, noun }, identity).then((findings) => findings.map(findingText));
  return { type: noun.type, mark: urn, warnings: await orWhyNot(warnings) };
}

/** Returns the warnings. If the deployment cannot be read, the only warning says so. */
async function orWhyNot(warnings: Promise<string[]>): Promise<string[]> {
  return warnings.catch((error: unknown) => {
    if (!(error instanceof LyncError)) throw error;
    const what = `It could not be checked whether this collection fits the pools, Directors and proxies around it. ${error.message}`;
    return [findingText({ code: error.code, message: what })];
  });
}
