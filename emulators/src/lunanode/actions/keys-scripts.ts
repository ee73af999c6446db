import { LunaNodeError } from "../errors.ts";
import type { Script } from "../model.ts";
import { type EncodedTree, indexed } from "../php.ts";
import { type Actions, type Call, read, write } from "./action.ts";

/** SSH keys and startup scripts: account-wide, without a region (docs/api/lunanode.md §4.7, §4.8). */
export const keyScriptActions: Actions = {
  "sshkey/add": write(["label", "sshkey"], addKey),
  "sshkey/list": read([], listKeys),
  "sshkey/remove": write(["key_id"], removeKey),
  "script/list": read([], listScripts),
  "script/get": read(["script_id"], getScript),
  "script/create": write(["name", "content"], createScript),
  "script/update": write(["script_id", "name", "content"], updateScript),
  "script/delete": write(["script_id"], deleteScript),
};

function addKey(call: Call): Record<string, EncodedTree> {
  const { cloudState, account } = call;
  const label = call.text("label");
  const value = call.text("sshkey");
  if (!/^(ssh-|ecdsa-|sk-)\S+ \S+/.test(value.trim())) throw new LunaNodeError("invalid sshkey");
  const taken = cloudState.keys.all().some((key) => key.account === account && key.label === label);
  if (taken && cloudState.switches.uniqueKeyLabels) throw new LunaNodeError(cloudState.switches.duplicateLabelText);
  const id = cloudState.number("key", 1862);
  cloudState.keys.put({ id, account, label, value });
  return { key_id: id };
}

/** Keys are returned with a trailing space, under the keys "0", "1", … (docs/api/lunanode.md §2.4, §4.7). */
function listKeys({ cloudState, account }: Call): Record<string, EncodedTree> {
  const rows = cloudState.keys.where((key) => key.account === account);
  return indexed(rows.map(({ id, label, value }) => ({ id, name: label, value: `${value.trim()} ` })));
}

function removeKey(call: Call): Record<string, EncodedTree> {
  const { cloudState, account } = call;
  cloudState.keys.delete(cloudState.own(cloudState.keys, "key", call.text("key_id"), account).id);
  return {};
}

function listScripts({ cloudState, account }: Call): Record<string, EncodedTree> {
  const rows = cloudState.scripts.where((script) => script.account === account);
  return { scripts: rows.map(({ id, name, content }) => ({ id, name, content })) };
}

function getScript(call: Call): Record<string, EncodedTree> {
  const { id, name, content } = own(call);
  return { id, name, content };
}

function createScript(call: Call): Record<string, EncodedTree> {
  const { cloudState, account } = call;
  const id = cloudState.number("script", 501);
  cloudState.scripts.put({ id, account, name: call.text("name"), content: stored(call) });
  return { script_id: id };
}

function updateScript(call: Call): Record<string, EncodedTree> {
  call.cloudState.scripts.patch(own(call).id, { name: call.text("name"), content: stored(call) });
  return {};
}

function deleteScript(call: Call): Record<string, EncodedTree> {
  call.cloudState.scripts.delete(own(call).id);
  return {};
}

/** Samples are returned with CRLF; whether the API converts them is unknown and a switch. */
function stored(call: Call): string {
  const content = call.text("content");
  return call.cloudState.switches.scriptNewlines === "crlf" ? content.replace(/\r?\n/g, "\r\n") : content;
}

function own(call: Call): Script {
  return call.cloudState.own(call.cloudState.scripts, "script", call.text("script_id"), call.account);
}
