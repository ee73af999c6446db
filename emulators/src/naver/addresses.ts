/** An IPv4 block: first address and prefix length. */
export interface Block {
  readonly first: number;
  readonly prefix: number;
}

/** Parses `10.0.0.0/16`; undefined unless the address is the block's first. */
export function parseBlock(cidr: string): Block | undefined {
  const [address = "", prefixText = "", more] = cidr.split("/");
  const first = parseAddress(address);
  if (first === undefined || more !== undefined || !/^\d{1,2}$/.test(prefixText)) return undefined;
  const prefix = Number(prefixText);
  const block = { first, prefix };
  return prefix <= 32 && first % sizeOf(block) === 0 ? block : undefined;
}

export function parseAddress(text: string): number | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) {
    return undefined;
  }
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".");
}

function sizeOf({ prefix }: Block): number {
  return 2 ** (32 - prefix);
}

export function contains(outer: Block, inner: Block): boolean {
  return inner.first >= outer.first && inner.first + sizeOf(inner) <= outer.first + sizeOf(outer);
}

export function overlap(a: Block, b: Block): boolean {
  return a.first < b.first + sizeOf(b) && b.first < a.first + sizeOf(a);
}

const privateBlocks: readonly Block[] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].flatMap(
  (cidr) => parseBlock(cidr) ?? [],
);

/** A valid block for a VPC: /16 to /28 in a private range (docs/api/naver.md §4.3). */
export function vpcBlock(cidr: string): Block | undefined {
  const block = parseBlock(cidr);
  return block && hasAllowedSize(block) && privateBlocks.some((one) => contains(one, block)) ? block : undefined;
}

/** VPCs and subnets are both /16 to /28. */
export function hasAllowedSize({ prefix }: Block): boolean {
  return prefix >= 16 && prefix <= 28;
}

/** The addresses of a subnet that interfaces can use: all but the first six and the last (docs/api/naver.md §4.7). */
export function usable(cidr: string): { readonly from: number; readonly to: number } {
  const block = parseBlock(cidr) ?? { first: 0, prefix: 32 };
  return { from: block.first + 6, to: block.first + sizeOf(block) - 2 };
}
