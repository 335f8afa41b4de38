import { rmSync } from "node:fs";
import { readFileIfAny, replaceFile } from "./files";

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

  /** What is kept; undefined where nothing is. */
  read(): Buffer | undefined {
    return readFileIfAny(this.#file);
  }

  /** Keeps what the state file holds now. */
  keep(bytes: Uint8Array): void {
    replaceFile(this.#file, bytes, { like: this.#stateFile });
  }

  /** Puts it back in the state file's place, as written now. */
  restore(): void {
    const bytes = this.read();
    if (bytes !== undefined) replaceFile(this.#stateFile, bytes);
    this.forget();
  }

  /** Keeps nothing. */
  forget(): void {
    rmSync(this.#file, { force: true });
  }
}

/** Where the original of a state file is kept. */
export function originalBeside(stateFile: string): string {
  return `${stateFile}.original`;
}
