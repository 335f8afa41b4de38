/** The stages of each stack, in order, and the text that is printed when each begins. */
export const stageWords = {
  preview: "Previewing the stack.",
  gate: "Checking the preview.",
  up: "Updating the stack.",
  verify: "Reading back what is stored.",
  wait: "Waiting until the computers of the changed pools have the changes.",
} as const;

export type Stage = keyof typeof stageWords;
