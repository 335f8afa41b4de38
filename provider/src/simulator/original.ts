import { copyFileSync, readFileSync, renameSync, rmSync, utimesSync } from "node:fs";

/**
 * A state file as somebody else wrote it, kept beside it byte for byte while the store changes it: what a store writes has lost their line ends,
 * their inline objects and their empty sections.
 */
export class Original {
  readonly #stateFile: string;
  readonly #file: string;

  constructor(stateFile: string) {
    this.#stateFile = stateFile;
    this.#file = originalBeside(stateFile);
  }

  read(): string | undefined {
    try {
      return readFileSync(this.#file, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }

  /** Keeps the state file as it is now. In one step: half of it would be put back later. */
  keep(): void {
    const temporary = `${this.#file}.${String(process.pid)}.tmp`;
    copyFileSync(this.#stateFile, temporary);
    renameSync(temporary, this.#file);
  }

  /** Puts it back in the state file's place, as written now. */
  restore(): void {
    const now = new Date();
    utimesSync(this.#file, now, now);
    renameSync(this.#file, this.#stateFile);
  }

  forget(): void {
    rmSync(this.#file, { force: true });
  }
}

/** Where the original of a state file is kept. */
export function originalBeside(stateFile: string): string {
  return `${stateFile}.original`;
}
