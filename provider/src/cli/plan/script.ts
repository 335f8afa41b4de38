import { secretText, unknownText } from "../../cmdlets/commandText";
import type { Plan } from "./plan";
import { poolsOf } from "./pools";
import { visible } from "../words";
import { actionWords, methodWords, placeWords, poolWords } from "./words";

/**
 * The plan as a PowerShell script that a change board can read, or that is run by hand, in place of
 * `pulumi up`.
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
    comment("What undoes it:"),
    ...undo.map((cmdlet) => comment(`  ${cmdlet}`)),
  ]);
  const lines = [
    "#Requires -Version 3.0",
    comment(
      `What pulumi up would run for the stack ${plan.stack}, as planned at that time. Take a copy first: Export-CsConfiguration -FileName <file>.zip`,
    ),
    ...plan.errors.map((error) => comment(`ERROR: the preview failed: ${error}`)),
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

/** A script that holds what must not be run as it stands ends before its first cmdlet. */
function refusal({ changes, errors }: Plan): string[] {
  if (errors.length > 0) return ["throw 'The preview failed: there is nothing here to run.'"];
  if (changes.some((change) => !change.isIdentityKnown))
    return ["throw 'An identity is not known yet, so nobody can tell what up would run. Make this script again once it is known.'"];
  if (changes.some((change) => change.lacksValues))
    return [`throw 'Put in each value that stands as ${secretText} or ${unknownText}, then take this line out.'`];
  return [];
}

// One line, whatever the text: the next one would be run.
function comment(text: string): string {
  return `# ${visible(text)}`;
}
