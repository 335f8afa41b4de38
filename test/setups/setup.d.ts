/** A user's set-up. */
export interface Setup {
  name: string;
  what: string;
  /** Whether only root can try it. */
  needsRoot?: boolean;
  /**
   * Throws an error if the set-up does not work. `folder` is for all set-ups of a run, and
   * `tarball` is the packed package.
   */
  tryIt: (place: { folder: string; pulumi: string; tarball: string }) => Promise<void>;
}
