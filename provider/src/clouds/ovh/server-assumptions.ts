import type { ProbedAssumption } from "../../engine/definition/assumption.ts";
import { at, textAt } from "../../http/decode/schemas.ts";
import type { Ovh } from "./account.ts";
import { instanceOf } from "./schemas.ts";
import { within } from "./scope.ts";

const INSTANCE = "/cloud/project/{serviceName}/instance/{instanceId}" as const;
/** OVHcloud refuses this for a stopped instance. */
const REBOOT = `POST ${INSTANCE}/reboot` as const;
const START = `POST ${INSTANCE}/start` as const;

const target = (api: Ovh, { scope, key }: { scope: string; key: string }) => ({
  serviceName: within(api, scope).serviceName,
  instanceId: key,
});

/** Assumptions that `indiecloud verify --with-server` tests. */
export const serverAssumptions: readonly ProbedAssumption<Ovh>[] = [
  {
    id: "void-body",
    statement: "A call without a result answers `null`.",
    affects: "Nothing: an empty response means the same.",
    switch: "voidBody",
    assumed: "null",
    probe: {
      by: "create",
      find: (evidence) => {
        const done = evidence.of(`POST ${INSTANCE}/stop`).find(({ status }) => status >= 200 && status < 300);
        return done === undefined ? undefined : done.body.trim() === "" ? "empty" : "null";
      },
    },
  },
  {
    id: "repeated-power",
    statement: "Starting an instance that runs is refused.",
    affects: "Power changes. A refusal counts as done if the instance runs.",
    switch: "repeatedPower",
    assumed: "conflict",
    probe: {
      by: "create",
      ask: async (api, { server }) =>
        server?.step === "start" ? api.command(START, "write", target(api, server)) : undefined,
      find: (evidence) => {
        const [last] = evidence.during("probe").of(START).slice(-1);
        return last === undefined || last.status === 0 ? undefined : last.status < 300 ? "ok" : "conflict";
      },
    },
  },
  {
    id: "busy-status",
    statement: "If the state of an instance forbids a call, the HTTP status is 409.",
    affects: "Retries. A 400 with words that say so is understood too.",
    switch: "busyStatus",
    assumed: "409",
    probe: {
      by: "create",
      ask: async (api, { server }) =>
        server?.step === "stop" ? api.command(REBOOT, "write", { ...target(api, server), type: "soft" }) : undefined,
      find: (evidence) =>
        evidence
          .during("probe")
          .of(REBOOT)
          .map(({ status }) => (status === 409 ? "409" : status === 400 ? "400" : undefined))
          .find((position) => position !== undefined),
    },
  },
  {
    id: "deleted-lingers",
    statement: "A deleted instance is not found any more.",
    affects: "Deletion. An instance with the status `DELETED` counts as gone.",
    switch: "deletedLingers",
    assumed: false,
    probe: {
      by: "create",
      ask: async (api, { server }) =>
        server?.step === "delete"
          ? api.call(`GET ${INSTANCE}`, "read", target(api, server), instanceOf(server.key))
          : undefined,
      find: (evidence) => {
        const [last] = evidence.during("probe").of(`GET ${INSTANCE}`).slice(-1);
        return last === undefined || last.status === 0
          ? undefined
          : last.status < 300 && textAt(last.tree, "status") === "DELETED" && at(last.tree, "id") !== undefined;
      },
    },
  },
];
