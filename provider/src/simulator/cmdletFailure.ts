import type { CallError } from "../cmdlets/call";

/** An error that a cmdlet ends with, as PowerShell would report it. */
export class CmdletFailure extends Error {
  readonly category: string;
  readonly errorId: string;
  readonly target: string;
  /** The failed cmdlet, if it is not the called one, but makes an object for it. */
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
   * The error record as PowerShell reports it, with the cmdlet's name after the id. If there is no
   * such cmdlet, the id has no name after it.
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

/** A value that a Boolean does not take. PowerShell has a separate id for this. */
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
 * Null for a number, a TimeSpan or an enum that cannot be null. PowerShell accepts the value at
 * first, and then fails to set the parameter.
 */
export function cannotBind(parameter: string): CmdletFailure {
  return boundToNull(parameter, { category: "WriteError", id: "ParameterBindingFailed" });
}

function boundToNull(parameter: string, error: { category: string; id: string }): CmdletFailure {
  return new CmdletFailure(error, `Cannot bind argument to parameter '${parameter}' because it is null.`);
}

/** An empty text for a mandatory parameter. */
export function emptyText(parameter: string): CmdletFailure {
  return new CmdletFailure(
    { category: "InvalidData", id: "ParameterArgumentValidationErrorEmptyStringNotAllowed" },
    `Cannot bind argument to parameter '${parameter}' because it is an empty string.`,
  );
}

/** A missing mandatory parameter. PowerShell fails, because the session is not interactive. */
export function missingParameter(parameter: string): CmdletFailure {
  return new CmdletFailure(
    { category: "InvalidArgument", id: "MissingMandatoryParameter" },
    `Cannot process command because of one or more missing mandatory parameters: ${parameter}.`,
  );
}

/** Parameters that belong to different parameter sets. */
export function ambiguousSet(): CmdletFailure {
  return new CmdletFailure(
    { category: "InvalidArgument", id: "AmbiguousParameterSet" },
    "Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together.",
  );
}

/** A question in a session in which no user can answer it. */
export function nobodyAnswers(): CmdletFailure {
  return new CmdletFailure(
    { category: "InvalidOperation", id: "InvalidOperation" },
    "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.",
  );
}
