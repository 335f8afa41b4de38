import { secretText, unknownText } from "../../cmdlets/commandText";
import type { Plan } from "./plan";
import { poolsOf } from "./pools";
import { visible } from "../words";
import { actionWords, methodWords, placeWords, poolWords } from "./words";

/**
 * The plan as a PowerShell script. A change board can read it, or an administrator can run it
 * instead of `pulumi up`.
 */
export function scriptOf(plan: Plan): string {
  const body = poolsOf(plan).flatMap(({ changes, undo }) => [
    "",
    ...changes.flatMap((change) => [
      comment(
        `${placeWords(change, "->")}, ${change.configuration}: ${actionWords(change)}; sign-in methods: ${methodWords(change, "->")}`,
      ),
      ...change.drift.map((text) => comment(`DRIFT: ${text}`)),
      ...change.warnings.map((warning) => comment(`WARNING: ${warning}`)),
      ...change.cmdlets,
    ]),
    comment("Cmdlets that undo it:"),
    ...undo.map((cmdlet) => comment(`  ${cmdlet}`)),
  ]);
  const lines = [
    "#Requires -Version 3.0",
    comment(
      `The cmdlets that pulumi up would run for the stack ${plan.stack}, as planned when this script was made. First save a copy: Export-CsConfiguration -FileName <file>.zip`,
    ),
    ...plan.errors.map((error) => comment(`ERROR: The preview failed: ${error}`)),
    ...[...plan.warnings.map((warning) => `WARNING: ${warning}`), ...plan.notes].map(comment),
    ...plan.reminders.flatMap(({ pool, items }) => [
      comment(`What the cmdlets do not do for ${poolWords(pool)}:`),
      ...items.map((item) => comment(`  ${item}`)),
    ]),
    "$ErrorActionPreference = 'Stop'",
    ...refusal(plan),
    ...body,
  ];
  const script = `${lines.join("\n")}\n`;
  // Without the mark, Windows PowerShell reads a script in the machine's own code page.
  return /[^\p{ASCII}]/u.test(script) ? `\uFEFF${script}` : script;
}

/** The line that stops a script before its first cmdlet if the script must not be run unchanged. */
function refusal({ changes, errors }: Plan): string[] {
  if (errors.length > 0) return ["throw 'The preview failed, so this script has nothing to run.'"];
  if (changes.some((change) => !change.isIdentityKnown))
    return ["throw 'An identity is not known yet, so it is unknown what up would run. Make this script again once the identity is known.'"];
  if (changes.some((change) => change.lacksValues))
    return [`throw 'Replace each ${secretText} and ${unknownText} with its value, then remove this line.'`];
  return [];
}

// A text with line breaks must stay on one line, because PowerShell would run the next line.
function comment(text: string): string {
  return `# ${visible(text)}`;
}
