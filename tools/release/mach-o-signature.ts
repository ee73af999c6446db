import { createHash } from "node:crypto";

/*
 * Ad-hoc signatures of Mach-O files: no identity, only a hash of every page. macOS starts no executable on Apple silicon without
 * one, and none at all with a wrong one. Bun signs what it compiles for Apple silicon; for Intel, it leaves the signature that its
 * own executable had, which is wrong then. Big-endian here: everything in the signature; little-endian: the load commands.
 */

const LC_SEGMENT_64 = 0x19;
const LC_CODE_SIGNATURE = 0x1d;
const SUPER_BLOB = 0xfade0cc0;
const CODE_DIRECTORY = 0xfade0c02;
/** Made by a linker, as every tool but Apple's says. */
const ADHOC_LINKER_SIGNED = 0x20002;
const VERSION = 0x20400;
const SUPER_BLOB_BYTES = 20;
const DIRECTORY_BYTES = 88;
const HASH_BYTES = 32;
const SHA256 = 2;
const PAGE_BITS = 12;
const PAGE = 1 << PAGE_BITS;

/** Replaces the signature of a Mach-O file, which must have one at its end. */
export function signAdHoc(file: Buffer, identifier: string): Buffer {
  const { signature, linkEdit, text } = loadCommands(file);
  const start = file.readUInt32LE(signature + 8);
  const pages = Math.ceil(start / PAGE);
  const name = Buffer.from(`${identifier}\0`);
  const hashes = DIRECTORY_BYTES + name.length;
  const length = hashes + pages * HASH_BYTES;

  const signed = Buffer.alloc(start + SUPER_BLOB_BYTES + length);
  file.copy(signed, 0, 0, start);
  signed.writeUInt32LE(signed.length - start, signature + 12);
  const inSegment = signed.length - Number(file.readBigUInt64LE(linkEdit + 40));
  signed.writeBigUInt64LE(BigInt(Math.ceil(inSegment / PAGE) * PAGE), linkEdit + 32);
  signed.writeBigUInt64LE(BigInt(inSegment), linkEdit + 48);

  const directory = start + SUPER_BLOB_BYTES;
  write32(signed, start, [SUPER_BLOB, SUPER_BLOB_BYTES + length, 1, 0, SUPER_BLOB_BYTES]);
  write32(signed, directory, [CODE_DIRECTORY, length, VERSION, ADHOC_LINKER_SIGNED, hashes, DIRECTORY_BYTES, 0, pages]);
  write32(signed, directory + 32, [start]);
  signed.set([HASH_BYTES, SHA256, 0, PAGE_BITS], directory + 36);
  // The executable part: where it begins and how long it is; 1 says that it is a program.
  signed.writeBigUInt64BE(file.readBigUInt64LE(text + 40), directory + 64);
  signed.writeBigUInt64BE(file.readBigUInt64LE(text + 48), directory + 72);
  signed.writeBigUInt64BE(1n, directory + 80);
  name.copy(signed, directory + DIRECTORY_BYTES);
  for (let page = 0; page < pages; page += 1) {
    pageHash(signed, page, start).copy(signed, directory + hashes + page * HASH_BYTES);
  }
  return signed;
}

/** Whether every page has the hash that the signature says, and the signature covers all that precedes it. */
export function isSigned(file: Buffer): boolean {
  const { signature } = loadCommands(file);
  const start = file.readUInt32LE(signature + 8);
  if (file.readUInt32BE(start) !== SUPER_BLOB) {
    return false;
  }
  const directory = start + file.readUInt32BE(start + 16);
  const hashes = directory + file.readUInt32BE(directory + 16);
  const pages = file.readUInt32BE(directory + 28);
  const covered = file.readUInt32BE(directory + 32);
  const isKnown = file.readUInt8(directory + 37) === SHA256 && file.readUInt8(directory + 39) === PAGE_BITS;
  const isPageRight = (page: number) =>
    pageHash(file, page, covered).equals(file.subarray(hashes + page * HASH_BYTES, hashes + (page + 1) * HASH_BYTES));
  return (
    isKnown &&
    covered === start &&
    pages === Math.ceil(start / PAGE) &&
    Array.from({ length: pages }, (_, page) => page).every(isPageRight)
  );
}

/** The offsets of the load commands that concern a signature. */
function loadCommands(file: Buffer): { signature: number; linkEdit: number; text: number } {
  const found: Record<string, number> = {};
  let at = 32;
  for (let left = file.readUInt32LE(16); left > 0; left -= 1) {
    const command = file.readUInt32LE(at);
    if (command === LC_CODE_SIGNATURE) {
      found.signature = at;
    } else if (command === LC_SEGMENT_64) {
      found[file.toString("latin1", at + 8, at + 24).replace(/\0+$/, "")] = at;
    }
    at += file.readUInt32LE(at + 4);
  }
  const { signature, __LINKEDIT: linkEdit, __TEXT: text } = found;
  if (signature === undefined || linkEdit === undefined || text === undefined) {
    throw new Error("The Mach-O file has no room for a signature.");
  }
  return { signature, linkEdit, text };
}

const pageHash = (file: Buffer, page: number, end: number): Buffer =>
  createHash("sha256")
    .update(file.subarray(page * PAGE, Math.min((page + 1) * PAGE, end)))
    .digest();

function write32(into: Buffer, at: number, values: readonly number[]): void {
  for (const [index, value] of values.entries()) {
    into.writeUInt32BE(value, at + 4 * index);
  }
}
