import type { CallError } from "../powershell/protocol";

/** An error that a cmdlet ends with, as PowerShell would report it. */
export class CmdletFailure extends Error {
  readonly category: string;
  readonly errorId: string;
  readonly target: string;
  /** The cmdlet that failed, where it is not the one that was called: one that makes an object for it. */
  cmdlet: string | undefined;

  constructor(error: { category: string; id: string }, message: string, target = "") {
    super(message);
    this.category = error.category;
    this.errorId = error.id;
    this.target = target;
  }

  /** The error record as the cmdlet made it. */
  record(): CallError {
    return { category: this.category, id: this.errorId, message: this.message, target: this.target };
  }

  /** The error record as PowerShell reports it: with the cmdlet's name behind the id; where there is no such cmdlet, without. */
  reported(called: string): CallError {
    const id = this.errorId === "CommandNotFoundException" ? this.errorId : `${this.errorId},${this.cmdlet ?? called}`;
    return { ...this.record(), id };
  }
}

/** A value that a parameter's type does not take. */
export function cannotConvert(parameter: string, value: unknown, type: string): CmdletFailure {
  return new CmdletFailure(
    { category: "InvalidData", id: "ParameterArgumentTransformationError" },
    `Cannot process argument transformation on parameter '${parameter}'. Cannot convert value ${JSON.stringify(value)} to type "${type}".`,
  );
}

/** A name outside a parameter's set of names. */
export function notInSet(parameter: string, value: unknown, values: readonly string[]): CmdletFailure {
  return notValid(
    `Cannot validate argument on parameter '${parameter}'. ${JSON.stringify(value)} is not in the set "${values.join(",")}".`,
  );
}

/** A number outside a parameter's range. */
export function notInRange(parameter: string, value: bigint, min: bigint, max: bigint): CmdletFailure {
  return notValid(`Cannot validate argument on parameter '${parameter}'. ${value} is not in the range from ${min} to ${max}.`);
}

function notValid(message: string): CmdletFailure {
  return new CmdletFailure({ category: "InvalidData", id: "ParameterArgumentValidationError" }, message);
}

/** A mandatory text that was given empty. */
export function emptyText(parameter: string): CmdletFailure {
  return new CmdletFailure(
    { category: "InvalidData", id: "ParameterArgumentValidationErrorEmptyStringNotAllowed" },
    `Cannot bind argument to parameter '${parameter}' because it is an empty string.`,
  );
}

/** A mandatory parameter that was not given: a session without a person in front of it is not asked for it. */
export function missingParameter(parameter: string): CmdletFailure {
  return new CmdletFailure(
    { category: "InvalidArgument", id: "MissingMandatoryParameter" },
    `Cannot process command because of one or more missing mandatory parameters: ${parameter}.`,
  );
}

/** Parameters of several parameter sets. */
export function ambiguousSet(): CmdletFailure {
  return new CmdletFailure(
    { category: "InvalidArgument", id: "AmbiguousParameterSet" },
    "Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together.",
  );
}
