import type { ExecutableFormat } from "./executable-format.ts";

/** A system for which there is an executable. */
export interface Target {
  /** As Pulumi names archives, in Go's words. */
  name: string;
  /** `process.platform` and `process.arch` there. */
  node: string;
  /** The part of Bun's name and of its npm package's. */
  bun: { target: string; package: string };
  format: ExecutableFormat;
  /** The name that Pulumi looks for. */
  file: string;
}

const PLUGIN = "pulumi-resource-indiecloud";

const target = (
  [os, arch]: readonly [os: string, arch: string],
  [platform, machine]: readonly [platform: string, machine: "x64" | "arm64"],
  container: ExecutableFormat["container"],
): Target => {
  const bun = platform === "win32" ? "windows" : platform;
  return {
    name: `${os}-${arch}`,
    node: `${platform}-${machine}`,
    bun: { target: `bun-${bun}-${machine}`, package: `@oven/bun-${bun}-${machine === "arm64" ? "aarch64" : "x64"}` },
    format: { container, machine },
    file: platform === "win32" ? `${PLUGIN}.exe` : PLUGIN,
  };
};

export const targets: readonly Target[] = [
  target(["linux", "amd64"], ["linux", "x64"], "ELF"),
  target(["linux", "arm64"], ["linux", "arm64"], "ELF"),
  target(["darwin", "amd64"], ["darwin", "x64"], "Mach-O"),
  target(["darwin", "arm64"], ["darwin", "arm64"], "Mach-O"),
  target(["windows", "amd64"], ["win32", "x64"], "PE"),
  target(["windows", "arm64"], ["win32", "arm64"], "PE"),
];

/** The system on which this runs. */
export function thisTarget(): Target {
  const node = `${process.platform}-${process.arch}`;
  const found = targets.find((each) => each.node === node);
  if (found === undefined) {
    throw new Error(`There is no Bun for ${node}, so no executable can be built here.`);
  }
  return found;
}
