import { type Emulators, signLunaNode } from "../../../emulators/src/index.ts";
import type { Program } from "./program.ts";

/** A program with one VM, `web`, that is built quickly. */
export const vm = (args: Record<string, unknown> = {}, opts: Record<string, unknown> = {}): Program => ({
  resources: [{ type: "lunanode:Vm", name: "web", args: { plan: "m.2", image: "Ubuntu 24.04 64-bit", ...args }, opts }],
});

/** The calls that LunaNode received, in order. */
export const operations = (emulators: Emulators, kind?: "read" | "write"): string[] =>
  emulators
    .requests("lunanode")
    .filter((row) => kind === undefined || row.kind === kind)
    .map(({ operation }) => operation);

/** Calls LunaNode's API as somebody else would, outside the program under test. */
export async function call(
  emulators: Emulators,
  name: string,
  parameters: Record<string, string>,
  { apiId, apiKey } = emulators.clouds.lunanode.credentials,
): Promise<Record<string, unknown>> {
  const { endpoint } = emulators.clouds.lunanode;
  const req = JSON.stringify({ ...parameters, api_id: apiId, api_partialkey: apiKey.slice(0, 64) });
  const nonce = String(Math.floor(Date.now() / 1000));
  const body = new URLSearchParams({ req, nonce, signature: signLunaNode(`${name}/`, req, nonce, apiKey) });
  const response = await fetch(`${endpoint}/api/${name}/`, { method: "POST", body });
  const answer: Record<string, unknown> = JSON.parse(await response.text());
  if (answer.success !== "yes") {
    throw new Error(`${name}: ${JSON.stringify(answer)}`);
  }
  return answer;
}

/** A VM created in the panel of an account; returns its ID. */
export async function createVm(
  emulators: Emulators,
  hostname: string,
  account = emulators.clouds.lunanode.credentials,
): Promise<string> {
  const image = emulators
    .objects("lunanode")
    .find(
      ({ kind, name, region }) => kind === "image" && String(name).startsWith("Ubuntu 24.04") && region === "toronto",
    );
  const parameters = { hostname, plan_id: "87", region: "toronto", image_id: String(image?.id) };
  const created = await call(emulators, "vm/create", parameters, account);
  return String(created.vm_id);
}
