import type { Call } from "../cmdlets/call";
import type { Runner } from "./runner";

/** Shows what cmdlets warn of, once each, on standard error. */
export function withWarningsShown(sessions: Runner): Runner {
  const shown = new Set<string>();
  const show = ({ cmdlet, parameters: { Identity } }: Call, warning: string): void => {
    const line = `${typeof Identity === "string" ? Identity : cmdlet}: warning: ${cmdlet}: ${warning.replace(/\s+/g, " ").trim()}\n`;
    if (shown.has(line)) return;
    shown.add(line);
    process.stderr.write(line);
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
    close: (options) => sessions.close(options),
  };
}
