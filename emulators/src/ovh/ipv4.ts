/** A dotted address as a number; undefined if it is not one. */
export function toNumber(ip: string): number | undefined {
  if (!/^(\d{1,3}\.){3}\d{1,3}$/.test(ip)) return undefined;
  const bytes = ip.split(".").map(Number);
  if (bytes.some((byte) => byte > 255)) return undefined;
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

export function toText(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".");
}

/** First and last address of a CIDR block; undefined if it is not one. */
export function blockOf(cidr: string): { readonly first: number; readonly last: number } | undefined {
  const [ip = "", bits = "", ...rest] = cidr.split("/");
  const address = toNumber(ip);
  if (address === undefined || rest.length > 0 || !/^\d{1,2}$/.test(bits) || Number(bits) > 32) return undefined;
  const size = 2 ** (32 - Number(bits));
  const first = Math.floor(address / size) * size;
  return { first, last: first + size - 1 };
}

/** Whether a CIDR block contains an address. */
export function within(cidr: string, ip: string): boolean {
  const [block, address] = [blockOf(cidr), toNumber(ip)];
  return block !== undefined && address !== undefined && address >= block.first && address <= block.last;
}
