import type { CallError } from "../cmdlets/call";

/** An error that a cmdlet ends with, as PowerShell would report it. */
export class CmdletFailure extends Error {
  readonly category: string;
  readonly errorId: string;
  readonly target: string;
  /**
   * The cmdlet that failed, where it is not the one that was called: one that makes an object for
   * it.
   */
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

  /**
   * The error record as PowerShell reports it: with the cmdlet's name behind the id; where there is
   * no such cmdlet, without.
   */
  reported(called: string): CallError {
    const id = this.errorId === "CommandNotFoundException" ? this.errorId : `${this.errorId},${this.cmdlet ?? called}`;
    return { ...this.record(), id };
  }
}

/** A parameter that a cmdlet does not have. */
export function unknownParameter(name: string): CmdletFailure {
  const error = { category: "InvalidArgument", id: "NamedParameterNotFound" };
  return new CmdletFailure(error, `A parameter cannot be found that matches parameter name '${name}'.`);
}

/** A value that a parameter's type does not take. */
export function cannotConvert(parameter: string, value: unknown, type: string): CmdletFailure {
  return new CmdletFailure(
    { category: "InvalidArgument", id: "CannotConvertArgumentNoMessage" },
    `Cannot bind parameter '${parameter}'. Cannot convert value ${JSON.stringify(value)} to type "${type}".`,
  );
}

/** A value that a Boolean does not take. PowerShell has an id of its own for it. */
export function cannotConvertToBoolean(parameter: string, value: unknown): CmdletFailure {
  return new CmdletFailure(
    { category: "InvalidArgument", id: "CannotConvertArgument" },
    `Cannot bind parameter '${parameter}'. Cannot convert value ${JSON.stringify(value)} to type "System.Boolean". ` +
      "Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0.",
  );
}

/** A number, or null, outside a parameter's range. */
export function notInRange(parameter: string, value: bigint | null, { min, max }: { min: bigint; max: bigint }): CmdletFailure {
  return new CmdletFailure(
    { category: "InvalidData", id: "ParameterArgumentValidationError" },
    `Cannot validate argument on parameter '${parameter}'. ${String(value)} is not in the range from ${min} to ${max}.`,
  );
}

/** Null for a mandatory parameter. */
export function nullMandatory(parameter: string): CmdletFailure {
  return boundToNull(parameter, { category: "InvalidData", id: "ParameterArgumentValidationErrorNullNotAllowed" });
}

/** Null for a Boolean that cannot be null. */
export function nullBoolean(parameter: string): CmdletFailure {
  return boundToNull(parameter, { category: "InvalidArgument", id: "ParameterArgumentValidationErrorNullNotAllowed" });
}

/**
 * Null for a number, a TimeSpan or an enum that cannot be null: PowerShell takes it, and fails to
 * hand it over.
 */
export function cannotBind(parameter: string): CmdletFailure {
  return boundToNull(parameter, { category: "WriteError", id: "ParameterBindingFailed" });
}

function boundToNull(parameter: string, error: { category: string; id: string }): CmdletFailure {
  return new CmdletFailure(error, `Cannot bind argument to parameter '${parameter}' because it is null.`);
}

/** A mandatory text that was given empty. */
export function emptyText(parameter: string): CmdletFailure {
  return new CmdletFailure(
    { category: "InvalidData", id: "ParameterArgumentValidationErrorEmptyStringNotAllowed" },
    `Cannot bind argument to parameter '${parameter}' because it is an empty string.`,
  );
}

/**
 * A mandatory parameter that was not given: a session without a person in front of it is not asked
 * for it.
 */
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

/** A question, where nobody is there to answer it. */
export function nobodyAnswers(): CmdletFailure {
  return new CmdletFailure(
    { category: "InvalidOperation", id: "InvalidOperation" },
    "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.",
  );
}
