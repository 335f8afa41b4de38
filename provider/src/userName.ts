import { userInfo } from "node:os";

/**
 * The account that this process runs as. If it has no entry in passwd, as in a container, its
 * number.
 */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.());
  }
}
