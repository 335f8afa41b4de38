/** A remote endpoint, and who signs in to it. */
export interface Remote {
  connectionUri: string;
  authentication: string;
  /** Both or neither; the account that Pulumi runs as, where there are none. */
  username?: string;
  password?: string;
}
