import type { ProbedAssumption } from "../../engine/definition/assumption.ts";
import { textAt } from "../../http/decode/schemas.ts";
import type { Naver } from "./account.ts";
import { done } from "./schemas.ts";

const START = "startServerInstances";

/** Assumptions that `indiecloud verify --with-server` tests. */
export const serverAssumptions: readonly ProbedAssumption<Naver>[] = [
  {
    id: "rename-running",
    statement: "A server that runs can be renamed.",
    affects: "A change of `name`. If it cannot, the error says to stop the server for it.",
    switch: "renameNeedsStop",
    assumed: false,
    probe: {
      by: "create",
      find: (evidence) => {
        const [first] = evidence.during("rename").of("changeServerInstanceName");
        return first === undefined || first.status === 0
          ? undefined
          : textAt(first.tree, "changeServerInstanceNameResponse", "returnCode") !== "0";
      },
    },
  },
  {
    id: "repeated-power",
    statement: "Starting a server that runs is refused.",
    affects: "Power changes. A refusal counts as done if the server runs.",
    switch: "repeatedPower",
    assumed: "refuse",
    probe: {
      by: "create",
      ask: async (api, { server }) =>
        server?.step === "start"
          ? api.call(`vserver/${START}`, "write", server.scope, { serverInstanceNoList: [server.key] }, done)
          : undefined,
      find: (evidence) => {
        const [last] = evidence.during("probe").of(START).slice(-1);
        return last === undefined || last.status === 0
          ? undefined
          : textAt(last.tree, `${START}Response`, "returnCode") === "0"
            ? "ok"
            : "refuse";
      },
    },
  },
];
