import type { Fields } from "../encoding.ts";
import { ServiceError } from "../errors.ts";
import { standing } from "../machine.ts";
import type { Storage } from "../model.ts";
import { storageView } from "../views.ts";
import { type Actions, type Call, writes } from "./action.ts";
import { displayed } from "./list.ts";

const LIST = "blockStorageInstanceList";

export const storageChangeActions: Actions = writes("vserver", {
  changeBlockStorageInstance: (call) => resize(call, theStorage(call)),
  changeBlockStorageVolumeSize: (call) => {
    const storage = theStorage(call);
    if (storage.hypervisor === "KVM") call.invalid("blockStorageInstanceNo");
    return resize(call, storage);
  },
  setBlockStorageReturnProtection: (call) => {
    const { id } = theStorage(call);
    call.text("isReturnProtection");
    call.cloudState.storages.patch(id, { isProtected: call.flag("isReturnProtection") });
    return shown(call, id);
  },
});

const theStorage = (call: Call): Storage => call.named(call.cloudState.storages, "blockStorageInstanceNo");
const shown = (call: Call, id: string): Fields => displayed(call, LIST, call.cloudState.storages, storageView, id);

/** Storage of a server only while the server is stopped, and never to a smaller size (docs/api/naver.md §4.9). */
function resize(call: Call, { id, hypervisor, size: was, phase, operation, serverNo }: Storage): Fields {
  const { cloudState, switches } = call;
  const size =
    call.count("blockStorageSize", 10, hypervisor === "XEN" ? 2000 : 16_380) ?? call.missing("blockStorageSize");
  if (size % 10 !== 0 || size < was) call.invalid("blockStorageSize");
  const server = serverNo === "" ? undefined : call.owned(cloudState.servers, serverNo, "server");
  if (server !== undefined && !standing.includes(server.status)) {
    throw new ServiceError(switches.codes.wrongState, `the server ${serverNo} is not stopped`);
  }
  if (operation !== "NULL" || !["attached", "detached"].includes(phase)) {
    throw new ServiceError(switches.codes.inUse, `the block storage ${id} does not allow this: ${phase}`);
  }
  cloudState.storages.patch(id, { operation: "CHNG" });
  cloudState.timeline.after(switches.durations.storageResize, { type: "resized", id, size });
  return shown(call, id);
}
