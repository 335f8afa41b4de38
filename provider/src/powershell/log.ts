import { appendFileSync } from "node:fs";
import type { LyncError } from "../errors";
import { commandText } from "./commandText";
import type { Call, CallResult } from "./protocol";

/** A line of the log: a cmdlet that ran, or was to run when the session failed. */
export interface LogLine {
  /** When its answer came, in ISO 8601. */
  time: string;
  /** As an administrator would have typed it. */
  command: string;
  milliseconds?: number;
  /** `succeeded`, PowerShell's error category and id, or the kind of the session's failure. */
  outcome: string;
  message?: string;
  warnings?: string[];
}

/** Writes a JSON line for each cmdlet of a request. */
export class CmdletLog {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  succeeded(calls: readonly Call[], results: readonly CallResult[]): void {
    this.#write(results.flatMap((result, index) => (calls[index] === undefined ? [] : lineOf(calls[index], result))));
  }

  failed(calls: readonly Call[], { kind, message }: LyncError): void {
    this.#write(calls.map((call) => ({ time: now(), command: commandText(call), outcome: kind, message })));
  }

  #write(lines: readonly LogLine[]): void {
    appendFileSync(this.#file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""), { mode: 0o600 });
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

function now(): string {
  return new Date().toISOString();
}
