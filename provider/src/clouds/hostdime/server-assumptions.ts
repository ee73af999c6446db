import type { ProbedAssumption } from "../../engine/definition/assumption.ts";
import { textsOf } from "../../engine/definition/evidence.ts";
import { accepted, at } from "../../http/decode/schemas.ts";
import type { HostDime } from "./account.ts";
import { isGood, rowsOf } from "./answers.ts";

/** Assumptions that `indiecloud verify --with-server` tests. */
export const serverAssumptions: readonly ProbedAssumption<HostDime>[] = [
  {
    id: "ordering",
    statement: "The API has no method that orders a VPS.",
    affects: "`order` of `Vps`. Without such a method you order in the portal and adopt with `cuid`.",
    switch: "ordering",
    assumed: false,
    probe: {
      by: "create",
      find: (evidence) => {
        const [sent] = evidence.during("create").exchanges.filter(({ call }) => !call.endsWith(".list"));
        return sent === undefined || sent.status === 0 ? undefined : isGood(sent.tree);
      },
    },
  },
  {
    id: "ptr-spelling",
    statement: "A reverse DNS name is kept as it was sent.",
    affects: "Drift of `ptr`. Letter case and a trailing dot are ignored.",
    switch: "ptrSpelling",
    assumed: "sent",
    probe: {
      by: "create",
      find: (evidence) => {
        const names = evidence.of("vps.rdns.update").flatMap(({ parameters }) => at(parameters, "ptr") ?? []);
        const shown = textsOf(rowsOf(evidence, "vps.rdns.list"), "ptr");
        const mixed = names.find((name) => name !== String(name).toLowerCase());
        const kept = shown.find((name) => name.toLowerCase().replace(/\.$/, "") === String(mixed).toLowerCase());
        return kept === undefined ? undefined : kept.endsWith(".") ? "dotted" : kept === mixed ? "sent" : "canonical";
      },
    },
  },
  {
    id: "repeated-power",
    statement: "Starting a VPS that runs is accepted.",
    affects: "Changes of `powerState`. A refusal that says so counts as done.",
    switch: "repeatedPower",
    assumed: "ok",
    probe: {
      by: "create",
      ask: async (api, { server }) =>
        server?.step === "start" ? api.call("vps.start", "write", { cuid: server.key }, accepted) : undefined,
      find: (evidence) => {
        const [last] = evidence.during("probe").of("vps.start").slice(-1);
        return last === undefined ? undefined : isGood(last.tree) ? "ok" : "refuse";
      },
    },
  },
];
