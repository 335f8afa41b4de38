/** The stages that each stack goes through, in order, and what is said when each begins. */
export const stageWords = {
  preview: "previewing",
  gate: "looking at what the preview says",
  up: "bringing it up to date",
  verify: "reading back what is stored",
  wait: "waiting until the computers of the changed pools have it",
} as const;

export type Stage = keyof typeof stageWords;
