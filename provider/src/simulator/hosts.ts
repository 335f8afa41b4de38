/** What a host may be called, in words. */
export const hostNames = 'the name of a host as a URI has it, without a port, such as "sts.contoso.com"';

/** Whether a text is a host's name: a URI with it has that host. */
export function isHostName(text: string): boolean {
  const uri = `https://${text}/`;
  return URL.canParse(uri) && new URL(uri).hostname === text.toLowerCase();
}

/** What an address may be, in words. */
export const addresses = 'an address with a port from 1 to 65535, such as "127.0.0.1:8443", "[::1]:8443" or "localhost:8443"';

/** Whether a text is an address with a port. */
export function isAddress(text: string): boolean {
  return addressIn(text) !== undefined;
}

/** The host and the port of an address; undefined for a text that is none. */
export function addressIn(text: string): { host: string; port: number } | undefined {
  const [, bracketed, name, port] = /^(?:\[([\da-f:.]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(text) ?? [];
  const host = bracketed ?? name;
  const isPort = Number(port) >= 1 && Number(port) <= 65_535;
  return host !== undefined && isPort ? { host, port: Number(port) } : undefined;
}
