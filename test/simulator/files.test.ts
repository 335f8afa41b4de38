import { execFile } from "node:child_process";
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { simulate } from "../support/simulated";
import { skippedOnWindows } from "../support/windows";

const run = promisify(execFile);
const onFullDisk = path.resolve(import.meta.dirname, "..", "fixtures", "onFullDisk.mjs");
const noDisk = skippedOnWindows("files on a full disk, symbolic links and the bits of a file's mode");

const Identity = "Service:Registrar:LyncPool01.contoso.com";
const set = (value: boolean): { cmdlet: string; parameters: Record<string, string | boolean> } => ({
  cmdlet: "Set-CsProxyConfiguration",
  parameters: { Identity: "global", UseNtlmForClientToProxyAuth: value },
});
const stateOf = (file: string): string => file.replace(/\.json$/, ".state.json");
const text = '{ "CsProxyConfiguration": { "Global": { "UseNtlmForClientToProxyAuth": false } } }\n';

describe.skipIf(noDisk)("on a full disk,", () => {
  /** Runs a cmdlet while no file may have more than this many blocks, and returns its failure. */
  async function failureWith(blocks: number, file: string, { cmdlet, parameters }: ReturnType<typeof set>): Promise<string> {
    const command = `ulimit -f ${blocks}; exec "$0" "$@"`;
    const { stderr } = await run("sh", ["-c", command, process.execPath, onFullDisk, file, cmdlet, JSON.stringify(parameters)]);
    return stderr;
  }

  test("a write that fails at its first byte leaves no lock behind, and its error names the file", async () => {
    const { file, run: ask } = simulate();
    expect(await failureWith(0, file, set(false))).toMatch(
      /^The file ".*contoso\.state\.json" cannot be written: EFBIG: .* Nothing was changed\.$/,
    );
    expect(readdirSync(path.dirname(file))).toEqual(["contoso.json"]);
    expect((await ask(set(false)))[0]?.error).toBeNull();
  });

  test.each([
    ["that a person wrote", text],
    ["that the store wrote", undefined],
  ])("a write that fails half-way leaves a file %s unchanged, and nothing next to it", async (_what, written) => {
    const { file, run: ask } = simulate();
    if (written === undefined) await ask(set(false));
    else writeFileSync(stateOf(file), written);
    const before = readFileSync(stateOf(file), "utf8");
    const long = { cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: "global", TestFeatureList: "x".repeat(5000) } };
    const topology = readFileSync(file, "utf8");
    writeFileSync(file, topology.replace("2013", "2019"));
    expect(await failureWith(2, file, long)).toMatch(
      /^The file ".*contoso\.state\.json" cannot be written: EFBIG: .* Nothing was changed\.$/,
    );
    expect(readFileSync(stateOf(file), "utf8")).toBe(before);
    expect(readdirSync(path.dirname(file))).toEqual(["contoso.json", "contoso.state.json"]);
  });
});

describe.skipIf(noDisk)("a state file", () => {
  test("that is a symbolic link stays one, and its target is written, removed and written again", async () => {
    const { file, run: ask } = simulate();
    const elsewhere = path.join(path.dirname(file), "elsewhere");
    mkdirSync(elsewhere);
    symlinkSync("elsewhere/stored.json", stateOf(file));
    const target = path.join(elsewhere, "stored.json");
    const look = (): string[] => readdirSync(elsewhere);
    await ask(set(false));
    expect(JSON.parse(readFileSync(target, "utf8"))).toMatchObject({
      CsProxyConfiguration: { Global: { UseNtlmForClientToProxyAuth: false } },
    });
    await ask(set(true));
    expect(look()).toEqual([]);
    writeFileSync(target, text);
    await ask({ cmdlet: "New-CsProxyConfiguration", parameters: { Identity } });
    expect(readFileSync(target, "utf8")).toContain(Identity);
    await ask({ cmdlet: "Remove-CsProxyConfiguration", parameters: { Identity } });
    expect(readFileSync(target, "utf8")).toBe(text);
    expect(look()).toEqual(["stored.json"]);
    expect(lstatSync(stateOf(file)).isSymbolicLink()).toBe(true);
  });

  test.each(["664", "600", "640"])("with the mode %s keeps it while changes are made and undone", async (octal) => {
    const mode = parseInt(octal, 8);
    const { file, run: ask } = simulate();
    writeFileSync(stateOf(file), text);
    chmodSync(stateOf(file), mode);
    const modeOf = (name: string): number => statSync(name).mode & 0o777;
    await ask({ cmdlet: "New-CsProxyConfiguration", parameters: { Identity } });
    expect(modeOf(stateOf(file))).toBe(mode);
    expect(modeOf(`${stateOf(file)}.original`)).toBe(mode);
    await ask({ cmdlet: "Remove-CsProxyConfiguration", parameters: { Identity } });
    expect(readFileSync(stateOf(file), "utf8")).toBe(text);
    expect(modeOf(stateOf(file))).toBe(mode);
  });

  test("that its owner may not write is neither written nor removed, whoever runs the cmdlet", async () => {
    const { file, run: ask } = simulate();
    await ask(set(false));
    const before = readFileSync(stateOf(file), "utf8");
    chmodSync(stateOf(file), 0o444);
    for (const call of [set(true), { cmdlet: "New-CsProxyConfiguration", parameters: { Identity } }]) {
      const [result] = await ask(call);
      expect(result?.error).toMatchObject({ category: "WriteError", id: `FileNotWritable,${call.cmdlet}` });
      expect(result?.error?.message).toBe(
        `The file "${stateOf(file)}" cannot be written: its mode 0444 makes it read-only. Let its owner write it (chmod u+w), or set lync:simulator to a copy of the topology in another folder.`,
      );
    }
    expect(readFileSync(stateOf(file), "utf8")).toBe(before);
    expect(readdirSync(path.dirname(file))).toEqual(["contoso.json", "contoso.state.json"]);
    expect((await ask({ cmdlet: "Get-CsProxyConfiguration", parameters: {} }))[0]?.error).toBeNull();
  });

  test("in a removed folder fails with an error that names the folder, its purpose and another solution", async () => {
    const { file, run: ask } = simulate({ serverVersion: 2013, sites: [] });
    symlinkSync("nowhere/stored.json", stateOf(file));
    const [result] = await ask(set(false));
    expect(result?.error?.message).toMatch(
      /^The folder ".*nowhere" cannot be written to \(ENOENT: .*\)\. The simulated deployment keeps its files there\. Make the folder writable, or set lync:simulator to a copy of the topology in another folder\.$/,
    );
  });
});

test.skipIf(noDisk)(
  "a faults file keeps its mode and its link while its faults are used up, and the error for a read-only one names it",
  async () => {
    const { file, run: ask } = simulate();
    const faults = file.replace(/\.json$/, ".faults.json");
    const kept = path.join(path.dirname(file), "kept.json");
    const fault = { cmdlet: "Set-CsProxyConfiguration", forget: true, times: 2 };
    writeFileSync(kept, JSON.stringify([fault]));
    chmodSync(kept, 0o664);
    symlinkSync("kept.json", faults);
    await ask(set(false));
    expect(JSON.parse(readFileSync(kept, "utf8"))).toEqual([{ ...fault, times: 1 }]);
    expect(statSync(kept).mode & 0o777).toBe(0o664);
    chmodSync(kept, 0o444);
    expect((await ask(set(false)))[0]?.error?.message).toContain(`The file "${faults}" cannot be written: its mode 0444`);
  },
);
