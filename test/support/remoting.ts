import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished, vi } from "vitest";
import { chooseExecutable, type Executable } from "../../provider/src/powershell/executable";
import type { Remote } from "../../provider/src/stackConfig";

const fixtures = path.resolve(import.meta.dirname, "..", "fixtures");

export const endpoint = "https://pool.contoso.com/OcsPowershell";

/** What the far side is, and what an account may do there. */
export interface FarSide {
  /** The real PowerShell on both sides. */
  powershell: string;
  /** The file of the module whose cmdlets the far side has. */
  module: string;
  /** The environment variables that this module needs. */
  environment?: NodeJS.ProcessEnv;
  /**
   * The cmdlets of the account's role. Wildcards are allowed.
   * @default all of them
   */
  role?: readonly string[];
  /**
   * The account that signs in.
   * @default the account that runs the tests
   */
  remote?: Partial<Remote>;
  /**
   * The password that the far side accepts.
   * @default any password
   */
  password?: string;
  /** A command that the near PowerShell runs first. */
  preamble?: string;
}

export interface RemotePowerShell {
  executable: Executable;
  /** How often an account signed in. */
  signIns: () => number;
  /** The states of the sessions when they were signed off. */
  signedOff: () => string[];
  /** Breaks the current session, and waits until it is broken. */
  breakSession: () => Promise<void>;
}

/**
 * A PowerShell that reaches a far side through PowerShell's real remoting, without a server. The
 * program in `lync:powershell` defines New-PSSession before the agent starts. The far side is a
 * process in NoLanguage mode that has only the role's cmdlets.
 */
export function remotePowerShell(far: FarSide): RemotePowerShell {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-remoting-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const program = path.join(fixtures, "powershell", "withPreamble.cjs");
  const remote = { connectionUri: endpoint, authentication: "Default", ...far.remote };
  const chosen = chooseExecutable({ powershell: program, remote });
  const linesOf = (file: string): string[] =>
    existsSync(path.join(folder, file)) ? readFileSync(path.join(folder, file), "utf8").trim().split("\n") : [];
  return {
    executable: { ...chosen, environment: { ...chosen.environment, ...remotingEnvironment(far, folder) } },
    signIns: () => linesOf("signIns.txt").length,
    signedOff: () => linesOf("signedOff.txt"),
    breakSession: async () => {
      const file = path.join(folder, "break");
      writeFileSync(file, "");
      await vi.waitFor(
        () => {
          if (existsSync(file)) throw new Error("the session is not broken yet");
        },
        { timeout: 20_000 },
      );
    },
  };
}

/** The environment of the program that stands in for PowerShell. */
function remotingEnvironment(
  { powershell, module, environment, role = ["*-Cs*"], password, preamble }: FarSide,
  folder: string,
): NodeJS.ProcessEnv {
  const newPSSession = path.join(fixtures, "remoting", "newPSSession.ps1").replaceAll("'", "''");
  return {
    ...environment,
    // The scripts are unsigned.
    PSExecutionPolicyPreference: "Bypass",
    FIXTURE_POWERSHELL: powershell,
    FIXTURE_PREAMBLE: [...(preamble === undefined ? [] : [preamble]), `. '${newPSSession}'`].join("; "),
    LYNC_REMOTING_FOLDER: folder,
    LYNC_REMOTING_MODULE: module,
    LYNC_REMOTING_CMDLETS: role.join(","),
    ...(password === undefined ? {} : { LYNC_REMOTING_PASSWORD: password }),
  };
}
