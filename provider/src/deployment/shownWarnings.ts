import type { Call } from "../cmdlets/call";
import { findingText, warningLine } from "../finding";
import type { Runner } from "./runner";

/** Shows each warning of a cmdlet once, on standard error. */
export function withWarningsShown(sessions: Runner): Runner {
  const shown = new Set<string>();
  const show = ({ cmdlet, parameters: { Identity } }: Call, warning: string): void => {
    const message = `${cmdlet}: ${warning.replace(/\s+/g, " ").trim()}`;
    const line = warningLine(typeof Identity === "string" ? Identity : cmdlet, findingText({ code: "cmdletWarning", message }));
    if (shown.has(line)) return;
    shown.add(line);
    process.stderr.write(`${line}\n`);
  };
  return {
    run: async (calls) => {
      const results = await sessions.run(calls);
      for (const [index, { warnings }] of results.entries()) {
        const call = calls[index];
        if (call !== undefined) for (const warning of warnings) show(call, warning);
      }
      return results;
    },
    opening: () => sessions.opening(),
    about: () => sessions.about(),
    close: (options) => sessions.close(options),
  };
}
