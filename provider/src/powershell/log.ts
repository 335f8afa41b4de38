import { appendFileSync, closeSync, openSync } from "node:fs";
import { LyncError } from "../errors";
import { commandText } from "../cmdlets/commandText";
import type { Call, CallResult } from "../cmdlets/call";

/** A line of the log: a cmdlet that ran, or that was about to run when the session failed. */
export interface LogLine {
  /** When the answer arrived, in ISO 8601. */
  time: string;
  /** The cmdlet as an administrator would have typed it. */
  command: string;
  /** How long the cmdlet took. If the session failed, how long the whole request took. */
  milliseconds: number;
  /** `succeeded`, PowerShell's error category and id, or the kind of the session's failure. */
  outcome: string;
  message?: string;
  warnings?: string[];
}

/** Appends a JSON line to a file for each cmdlet of a request. */
export class CmdletLog {
  readonly #file: string;
  #isBroken = false;

  /** @throws LyncError if the file cannot be written. Nothing has been done before that. */
  constructor(file: string) {
    this.#file = file;
    try {
      closeSync(openSync(file, "a", 0o600));
    } catch (error) {
      const message = `lync:log is "${file}", but that file cannot be written: ${wordsOf(error)}. Name another file, or remove lync:log from the configuration.`;
      throw new LyncError(message, { kind: "invalidParameter", cause: error });
    }
  }

  succeeded(calls: readonly Call[], results: readonly CallResult[]): void {
    this.#write(results.flatMap((result, index) => (calls[index] === undefined ? [] : lineOf(calls[index], result))));
  }

  failed(calls: readonly Call[], { kind, message }: LyncError, milliseconds: number): void {
    this.#write(calls.map((call) => ({ time: now(), command: commandText(call), milliseconds, outcome: kind, message })));
  }

  // The cmdlets have already run. A failure to log them must not look as if they had failed.
  #write(lines: readonly LogLine[]): void {
    try {
      appendFileSync(this.#file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""), { mode: 0o600 });
    } catch (error) {
      if (!this.#isBroken)
        process.stderr.write(`lync:log: ${this.#file} cannot be written, so some cmdlets that ran are missing in it: ${wordsOf(error)}.\n`);
      this.#isBroken = true;
    }
  }
}

function lineOf(call: Call, { milliseconds, error, warnings }: CallResult): LogLine {
  return {
    time: now(),
    command: commandText(call),
    milliseconds,
    outcome: error === null ? "succeeded" : `${error.category} (${error.id})`,
    ...(error === null ? {} : { message: error.message }),
    ...(warnings.length === 0 ? {} : { warnings }),
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function now(): string {
  return new Date().toISOString();
}
