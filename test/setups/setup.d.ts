/** A set-up of a user's. */
export interface Setup {
  name: string;
  what: string;
  /** Whether only root can try it. */
  needsRoot?: boolean;
  /**
   * Fails where it does not work; `folder` is for all set-ups of a run, `tarball` the packed
   * package.
   */
  tryIt: (place: { folder: string; pulumi: string; tarball: string }) => Promise<void>;
}
