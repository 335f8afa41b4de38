import type { HeldLock } from "./heldLock";
import { readFileIfAny, replaceFile } from "./files";

/**
 * A state file as a person wrote it. While the store changes the state file, the original is kept
 * next to it byte for byte. The store's own text would lose line ends, inline objects and empty
 * sections.
 */
export class Original {
  readonly #stateFile: string;
  /** The path at which the original is kept. */
  readonly file: string;

  constructor(stateFile: string) {
    this.#stateFile = stateFile;
    this.file = `${stateFile}.original`;
  }

  /** The kept original, or undefined if none is kept. */
  read(): Buffer | undefined {
    return readFileIfAny(this.file);
  }

  /** Keeps the present content of the state file. */
  keep(held: HeldLock, bytes: Uint8Array): void {
    // Otherwise an existing symbolic link at this path would be followed.
    this.forget(held);
    replaceFile(held, this.file, { content: bytes, like: this.#stateFile });
  }

  /** Deletes the kept original. */
  forget(held: HeldLock): void {
    held.takeOut(this.file);
  }
}
