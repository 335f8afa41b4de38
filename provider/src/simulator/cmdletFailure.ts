import type { CallError } from "../powershell/protocol";

/** An error that a cmdlet ends with, as PowerShell would report it. */
export class CmdletFailure extends Error {
  readonly category: string;
  readonly errorId: string;
  readonly target: string;

  constructor(error: { category: string; id: string }, message: string, target = "") {
    super(message);
    this.category = error.category;
    this.errorId = error.id;
    this.target = target;
  }

  /** The error record, with the cmdlet's name behind the id as PowerShell puts it; where there is no such cmdlet, without. */
  record(cmdlet: string): CallError {
    const id = this.errorId === "CommandNotFoundException" ? this.errorId : `${this.errorId},${cmdlet}`;
    return { category: this.category, id, message: this.message, target: this.target };
  }
}
