import type { HeldLock } from "./heldLock";
import { readFileIfAny, replaceFile } from "./files";

/**
 * A state file as somebody else wrote it, kept next to it byte for byte while the store changes it:
 * what a store writes has lost their line ends, their inline objects and their empty sections.
 */
export class Original {
  readonly #stateFile: string;
  /** Where it is kept. */
  readonly file: string;

  constructor(stateFile: string) {
    this.#stateFile = stateFile;
    this.file = `${stateFile}.original`;
  }

  /** What is kept; undefined where nothing is. */
  read(): Buffer | undefined {
    return readFileIfAny(this.file);
  }

  /** Keeps what the state file holds now. */
  keep(held: HeldLock, bytes: Uint8Array): void {
    // A symbolic link that somebody has put there would be followed.
    this.forget(held);
    replaceFile(held, this.file, { content: bytes, like: this.#stateFile });
  }

  /** Keeps nothing. */
  forget(held: HeldLock): void {
    held.takeOut(this.file);
  }
}
