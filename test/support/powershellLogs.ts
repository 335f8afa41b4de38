import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * Returns the commands with which a PowerShell writes its logs into a folder: the parameters that
 * are bound (trace.txt), a transcript (transcript.txt), and its history when it ends (history.txt).
 */
export function loggingTo(folder: string): string {
  const quoted = (name: string): string => `'${path.join(folder, name).replaceAll("'", "''")}'`;
  return (
    `Set-TraceSource -Name ParameterBinding* -Option All -FilePath ${quoted("trace.txt")} -Force; ` +
    `[void] (Start-Transcript -Path ${quoted("transcript.txt")} -IncludeInvocationHeader); ` +
    `[void] (Register-EngineEvent -SourceIdentifier PowerShell.Exiting -Action { Get-History | Out-File -FilePath ${quoted("history.txt")} -Width 9999 })`
  );
}

/** Returns the content of each log. Fails if one of the three is missing. */
export function logsIn(folder: string): Record<"history.txt" | "trace.txt" | "transcript.txt", string> {
  const textOf = (name: string): string => readFileSync(path.join(folder, name), "utf8");
  const missing = ["history.txt", "trace.txt", "transcript.txt"].filter((name) => !readdirSync(folder).includes(name));
  if (missing.length > 0) throw new Error(`PowerShell did not write ${missing.join(" and ")}.`);
  return { "history.txt": textOf("history.txt"), "trace.txt": textOf("trace.txt"), "transcript.txt": textOf("transcript.txt") };
}
