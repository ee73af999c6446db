import type { CloudDefinition } from "../engine/definition/cloud.ts";

/** Every cloud by name, loaded when its first resource is used. A new cloud is one folder and one line here. */
const CLOUDS: Readonly<Record<string, () => Promise<CloudDefinition>>> = {
  lunanode: async () => (await import("./lunanode/cloud.ts")).lunanode,
  hostdime: async () => (await import("./hostdime/cloud.ts")).hostdime,
  gigenet: async () => (await import("./gigenet/cloud.ts")).gigenet,
  naver: async () => (await import("./naver/cloud.ts")).naver,
  ovh: async () => (await import("./ovh/cloud.ts")).ovh,
};

export const cloudNames: readonly string[] = Object.keys(CLOUDS);

export async function loadCloud(name: string): Promise<CloudDefinition> {
  const load = CLOUDS[name];
  if (load === undefined) {
    throw new Error(`${name} is not a cloud. The clouds are ${cloudNames.join(", ")}.`);
  }
  return load();
}
