import type { ErrorKind } from "../errors";

/** The parts of PowerShell's error record that decide the kind of an error. */
export interface ErrorFacts {
  category: string;
  id: string;
}

/**
 * The kinds of errors whose id says more than their category. An id is the name of the error, then
 * `,` and the command that reported it. The numbers are Windows' codes for a refused sign-in:
 * access denied, wrong password, restrictions, disabled, expired, locked out. It is unverified that
 * a Lync server's endpoint sends them.
 */
const kindsById: readonly (readonly [RegExp, ErrorKind])[] = [
  [/^(?:CommandNotFoundException|LyncModuleMissing|LyncRoleLacksCmdlet)\b/, "moduleMissing"],
  [/^LyncSessionBroken\b/, "sessionLost"],
  [/^(?:AccessDenied|LogonFailure|AuthenticationFailed)\b/, "accessDenied"],
  [/^(?:5|1326|1327|1328|1330|1331|1793|1907|1909),PSSession/, "accessDenied"],
  [/\bPSSessionStateBroken\b/, "unreachable"],
  [/^LyncConversionFailed\b/, "unsupported"],
];

/**
 * The kind for each of PowerShell's error categories. The text of an error never decides, because
 * it is localised.
 */
const kindsByCategory: Record<string, ErrorKind> = {
  ResourceExists: "alreadyExists",
  ObjectNotFound: "notFound",
  InvalidArgument: "invalidParameter",
  InvalidData: "invalidParameter",
  PermissionDenied: "accessDenied",
  SecurityError: "accessDenied",
  AuthenticationError: "accessDenied",
  ConnectionError: "unreachable",
  OpenError: "unreachable",
  ResourceUnavailable: "unreachable",
  OperationTimeout: "timedOut",
};

/** The kind of a PowerShell error. */
export function errorKind({ category, id }: ErrorFacts): ErrorKind {
  return kindsById.find(([pattern]) => pattern.test(id))?.[1] ?? kindsByCategory[category] ?? "cmdletFailed";
}
