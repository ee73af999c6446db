import { fingerprintOf, newKeyPair } from "../rsa.ts";
import { keyView, scriptView } from "../views.ts";
import type { Fields } from "../wire.ts";
import { type Actions, type Call, reads, writes } from "./action.ts";
import { detail, listed, search, shown } from "./list.ts";

/** Content of an init script, in bytes (docs/api/naver.md §4.2). */
const contentLimit = 1024 * 1024;

export const keyScriptActions: Actions = {
  ...reads("vserver", {
    getLoginKeyList: (call) => search(call, "loginKeyList", call.world.keys, keyView, { keyName: "keyName" }),
    getInitScriptList: (call) =>
      search(call, "initScriptList", call.world.scripts, scriptView, {
        ...{ initScriptNoList: "initScriptNo", initScriptName: "initScriptName", osTypeCode: "osType.code" },
      }),
    getInitScriptDetail: (call) => detail(call, "initScriptList", call.world.scripts, scriptView, "initScriptNo"),
  }),
  ...writes("vserver", { createLoginKey, importLoginKey, deleteLoginKeys, createInitScript, deleteInitScripts }),
};

function newKeyName(call: Call): string {
  return call.unique(
    call.world.keys,
    call.name("keyName", () => call.madeUp("k")),
    true,
  );
}

/** The private key is shown this once (docs/api/naver.md §4.1). */
function createLoginKey(call: Call): Fields {
  const name = newKeyName(call);
  const { privateKey, publicKey } = newKeyPair();
  call.world.addKey(call, name, publicKey, call.world.timeline.now);
  return { keyName: name, privateKey };
}

function importLoginKey(call: Call): Fields {
  const name = newKeyName(call);
  const publicKey = call.text("publicKey");
  if (fingerprintOf(publicKey) === undefined) call.invalid("publicKey");
  const { id } = call.world.addKey(call, name, publicKey, call.world.timeline.now);
  return shown(call, "loginKeyList", call.world.keys, keyView, id);
}

/** All or none; the answer has a count only. */
function deleteLoginKeys(call: Call): Fields {
  const keys = call.items("keyNameList").map((name) => {
    const key = call.mine(call.world.keys).find((one) => one.name === name);
    return key ?? call.owned(call.world.keys, "", `login key ${name}`);
  });
  for (const { id } of keys) call.world.keys.delete(id);
  return { totalRows: keys.length };
}

function createInitScript(call: Call): Fields {
  const { world, account, region } = call;
  const content = call.text("initScriptContent");
  if (!/^[\0-\x7f]*$/.test(content) || content.length > contentLimit) call.invalid("initScriptContent");
  const name = call.unique(
    world.scripts,
    call.name("initScriptName", () => call.madeUp("i")),
  );
  const script = world.scripts.put({
    ...{ id: world.number("initScript"), account, region, name, content },
    description: call.description("initScriptDescription"),
    ...{ osType: call.word("osTypeCode", ["LNX", "WND"], "LNX"), createdAt: world.timeline.now },
  });
  return listed(call, "initScriptList", [script], scriptView);
}

function deleteInitScripts(call: Call): Fields {
  const { world } = call;
  const scripts = call.items("initScriptNoList").map((id) => call.owned(world.scripts, id, "initScriptNo"));
  for (const { id } of scripts) world.scripts.delete(id);
  return listed(call, "initScriptList", scripts, scriptView);
}
