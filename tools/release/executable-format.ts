/** What the beginning of an executable says of the system that it is for. */
export interface ExecutableFormat {
  container: "ELF" | "Mach-O" | "PE";
  machine: "x64" | "arm64";
}

type Machines = Readonly<Record<number, ExecutableFormat["machine"]>>;

/** `e_machine` of ELF, `cputype` of Mach-O, `Machine` of PE. */
const ELF: Machines = { 62: "x64", 183: "arm64" };
const MACH_O: Machines = { 16777223: "x64", 16777228: "arm64" };
const PE: Machines = { 34404: "x64", 43620: "arm64" };

/** Undefined: not an executable of a system that we know. `bytes`: the first kilobyte is enough. */
export function executableFormat(bytes: Buffer): ExecutableFormat | undefined {
  const found = (container: ExecutableFormat["container"], machine: ExecutableFormat["machine"] | undefined) =>
    machine && { container, machine };
  // 64 bits, little-endian.
  if (bytes.subarray(0, 6).equals(Buffer.from("\x7fELF\x02\x01", "latin1"))) {
    return found("ELF", ELF[bytes.readUInt16LE(18)]);
  }
  if (bytes.readUInt32LE(0) === 0xfeedfacf) {
    return found("Mach-O", MACH_O[bytes.readUInt32LE(4)]);
  }
  if (bytes.subarray(0, 2).toString("latin1") === "MZ") {
    const header = bytes.readUInt32LE(0x3c);
    const isPe = bytes.subarray(header, header + 4).toString("latin1") === "PE\0\0";
    return isPe ? found("PE", PE[bytes.readUInt16LE(header + 4)]) : undefined;
  }
  return undefined;
}
