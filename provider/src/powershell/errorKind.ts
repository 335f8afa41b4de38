import type { ErrorKind } from "../errors";

/** What of PowerShell's error record decides what kind of trouble it was. */
export interface ErrorFacts {
  category: string;
  id: string;
}

/**
 * What an error is by its id, where that says more than its category. An id is what befell, then
 * `,` and who says so. Of Windows' numbers for a sign-in that was refused (unverified that a Lync
 * server's endpoint sends them): access denied, wrong password, restrictions, disabled, expired,
 * locked out.
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
 * What each of PowerShell's error categories means here. The text of an error is localised: it
 * never decides.
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

/** What kind of trouble an error of PowerShell is. */
export function errorKind({ category, id }: ErrorFacts): ErrorKind {
  return kindsById.find(([pattern]) => pattern.test(id))?.[1] ?? kindsByCategory[category] ?? "cmdletFailed";
}
