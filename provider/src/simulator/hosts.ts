/** The allowed names of hosts, in words. */
export const hostNames = 'a host name as in a URI, without a port, such as "sts.contoso.com"';

/** Whether a text is the name of a host, so that a URI with it has that host. */
export function isHostName(text: string): boolean {
  const uri = `https://${text}/`;
  return URL.canParse(uri) && new URL(uri).hostname === text.toLowerCase();
}

/** The allowed addresses, in words. */
export const addresses = 'an address with a port from 1 to 65535, such as "127.0.0.1:8443", "[::1]:8443" or "localhost:8443"';

/** Whether a text is an address with a port. */
export function isAddress(text: string): boolean {
  return addressIn(text) !== undefined;
}

/** The host and the port of an address, or undefined if the text is not an address. */
export function addressIn(text: string): { host: string; port: number } | undefined {
  const [, bracketed, name, port] = /^(?:\[([\da-f:.]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(text) ?? [];
  const host = bracketed ?? name;
  const isPort = Number(port) >= 1 && Number(port) <= 65_535;
  return host !== undefined && isPort ? { host, port: Number(port) } : undefined;
}
