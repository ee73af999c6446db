import test from "ava";
import { executableFormat } from "./executable-format.ts";
import { isSigned, signAdHoc } from "./mach-o-signature.ts";
import { targets } from "./targets.ts";

test("archives have the names that Pulumi asks a release page for", (t) => {
  t.deepEqual(
    targets.map(({ name, file }) => `${name} ${file}`),
    [
      "linux-amd64 pulumi-resource-indiecloud",
      "linux-arm64 pulumi-resource-indiecloud",
      "darwin-amd64 pulumi-resource-indiecloud",
      "darwin-arm64 pulumi-resource-indiecloud",
      "windows-amd64 pulumi-resource-indiecloud.exe",
      "windows-arm64 pulumi-resource-indiecloud.exe",
    ],
  );
});

/** The beginning of a file, with numbers at offsets. */
function header(text: string, numbers: Readonly<Record<number, number>>): Buffer {
  const bytes = Buffer.alloc(1024);
  bytes.write(text, "latin1");
  for (const [at, value] of Object.entries(numbers)) {
    bytes.writeUInt32LE(value, Number(at));
  }
  return bytes;
}

test("an executable's header says which system it is for", (t) => {
  const elf = "\x7fELF\x02\x01";
  t.deepEqual(executableFormat(header(elf, { 18: 0x3e })), { container: "ELF", machine: "x64" });
  t.deepEqual(executableFormat(header(elf, { 18: 0xb7 })), { container: "ELF", machine: "arm64" });
  t.deepEqual(executableFormat(header("", { 0: 0xfeedfacf, 4: 0x0100000c })), {
    container: "Mach-O",
    machine: "arm64",
  });
  const pe = (machine: number) => header("MZ", { 60: 0x80, 128: 0x4550, 132: machine });
  t.deepEqual(executableFormat(pe(0x8664)), { container: "PE", machine: "x64" });
  t.deepEqual(executableFormat(pe(0xaa64)), { container: "PE", machine: "arm64" });
  for (const other of [pe(0x14c), header("#!/bin/sh", {}), header(elf, { 18: 0x28 })]) {
    t.is(executableFormat(other), undefined);
  }
});

/** A Mach-O file of three pages, whose third ends with room for a signature that is wrong. */
function machO(): Buffer {
  const file = Buffer.alloc(3 * 4096, 7);
  file.fill(0, 0, 512);
  const segment = (at: number, name: string, [start, size]: readonly [number, number]) => {
    file.writeUInt32LE(0x19, at);
    file.writeUInt32LE(72, at + 4);
    file.write(name, at + 8);
    file.writeBigUInt64LE(BigInt(start), at + 40);
    file.writeBigUInt64LE(BigInt(size), at + 48);
  };
  file.writeUInt32LE(0xfeedfacf, 0);
  file.writeUInt32LE(3, 16);
  segment(32, "__TEXT", [0, 4096]);
  segment(104, "__LINKEDIT", [8192, 4096]);
  for (const [index, value] of [0x1d, 16, 11_000, 1288].entries()) {
    file.writeUInt32LE(value, 176 + 4 * index);
  }
  return file;
}

test("an ad-hoc signature replaces a wrong one and covers every byte before it", (t) => {
  t.false(isSigned(machO()));
  const signed = signAdHoc(machO(), "test");
  t.true(isSigned(signed));
  t.true(signAdHoc(signed, "test").equals(signed));
  t.is(Number(signed.readBigUInt64LE(104 + 48)), signed.length - 8192, "the segment ends where the file does");
  for (const at of [300, 4096, 10_999]) {
    const changed = Buffer.from(signed);
    changed[at] = 99;
    t.false(isSigned(changed), `byte ${at}`);
  }
});
