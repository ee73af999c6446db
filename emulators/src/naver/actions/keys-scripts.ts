import type { Fields } from "../encoding.ts";
import { fingerprintOf, keyPair } from "../rsa.ts";
import { keyView, scriptView } from "../views.ts";
import { type Actions, type Call, reads, writes } from "./action.ts";
import { detail, displayed, listed, search } from "./list.ts";

/** Maximum size of an init script, in bytes (docs/api/naver.md §4.2). */
const contentLimit = 1024 * 1024;

export const keyScriptActions: Actions = {
  ...reads("vserver", {
    getLoginKeyList: (call) => search(call, "loginKeyList", call.cloudState.keys, keyView, { keyName: "keyName" }),
    getInitScriptList: (call) =>
      search(call, "initScriptList", call.cloudState.scripts, scriptView, {
        ...{ initScriptNoList: "initScriptNo", initScriptName: "initScriptName", osTypeCode: "osType.code" },
      }),
    getInitScriptDetail: (call) => detail(call, "initScriptList", call.cloudState.scripts, scriptView, "initScriptNo"),
  }),
  ...writes("vserver", { createLoginKey, importLoginKey, deleteLoginKeys, createInitScript, deleteInitScripts }),
};

function newKeyName(call: Call): string {
  return call.unique(
    call.cloudState.keys,
    call.name("keyName", () => call.fabricated("k")),
    true,
  );
}

/** The private key is returned only this once (docs/api/naver.md §4.1). */
function createLoginKey(call: Call): Fields {
  const name = newKeyName(call);
  const { privateKey, publicKey } = keyPair(call.cloudState.ids.next("keyPair", 1));
  call.cloudState.addKey(call, name, publicKey, call.cloudState.timeline.now);
  return { keyName: name, privateKey, totalRows: 1 };
}

function importLoginKey(call: Call): Fields {
  const name = newKeyName(call);
  const publicKey = call.text("publicKey");
  if (fingerprintOf(publicKey) === undefined) call.invalid("publicKey");
  const { id } = call.cloudState.addKey(call, name, publicKey, call.cloudState.timeline.now);
  return displayed(call, "loginKeyList", call.cloudState.keys, keyView, id);
}

/** Deletes all or none; the reply contains only a count. */
function deleteLoginKeys(call: Call): Fields {
  const keys = call.items("keyNameList").map((name) => {
    const key = call.mine(call.cloudState.keys).find((one) => one.name === name);
    return key ?? call.owned(call.cloudState.keys, "", `login key ${name}`);
  });
  for (const { id } of keys) call.cloudState.keys.delete(id);
  return { totalRows: keys.length };
}

function createInitScript(call: Call): Fields {
  const { cloudState, account, region } = call;
  const content = call.text("initScriptContent");
  if (!/^[\0-\x7f]*$/.test(content) || content.length > contentLimit) call.invalid("initScriptContent");
  const name = call.unique(
    cloudState.scripts,
    call.name("initScriptName", () => call.fabricated("i")),
  );
  const script = cloudState.scripts.put({
    ...{ id: cloudState.number("initScript"), account, region, name, content },
    description: call.description("initScriptDescription"),
    ...{ osType: call.word("osTypeCode", ["LNX", "WND"], "LNX"), createdAt: cloudState.timeline.now },
  });
  return listed(call, "initScriptList", [script], scriptView);
}

function deleteInitScripts(call: Call): Fields {
  const { cloudState } = call;
  const scripts = call.items("initScriptNoList").map((id) => call.owned(cloudState.scripts, id, "initScriptNo"));
  for (const { id } of scripts) cloudState.scripts.delete(id);
  return listed(call, "initScriptList", scripts, scriptView);
}
