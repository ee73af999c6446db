import type { ProbedAssumption } from "../../engine/definition/assumption.ts";
import { haveMember, textsOf } from "../../engine/definition/evidence.ts";
import { at } from "../../http/decode/schemas.ts";
import type { LunaNode } from "./account.ts";
import { isYes } from "./answers.ts";
import { done } from "./schemas.ts";

/** Statuses of a VM that no longer exists. */
const DELETED = /^(soft.)?deleted$/i;

/** Assumptions that `indiecloud verify --with-server` tests. */
export const serverAssumptions: readonly ProbedAssumption<LunaNode>[] = [
  {
    id: "groups-shown-as",
    statement: "`vm/info` shows security groups by their IDs.",
    affects: "Drift of `securityGroups`. Names are understood too.",
    switch: "groupsAs",
    assumed: "ids",
    probe: {
      by: "create",
      find: (evidence) => {
        const shown = [
          ...evidence.items("vm/info", "info", "securitygroups"),
          ...evidence.items("vm/info", "info", "security_groups"),
        ];
        const groups = evidence.items("securitygroup/list", "securitygroups");
        const has = (member: string) => textsOf(groups, member).some((text) => shown.includes(text));
        return has("securitygroup_id") ? "ids" : has("name") ? "names" : undefined;
      },
    },
  },
  {
    id: "create-replies",
    statement: "Every creation answers with the ID of what it made, also where the documentation shows no answer.",
    affects: "Nothing: where no answer is documented, the provider reads the list.",
    switch: "createReplies",
    assumed: "ids",
    probe: {
      by: "create",
      find: (evidence) => {
        const answers = evidence.of("securitygroup/rule-insert").filter(({ tree }) => isYes(tree));
        const has = haveMember(
          answers.map(({ tree }) => tree ?? null),
          "rule_id",
        );
        return has === undefined ? undefined : has ? "ids" : "bare";
      },
    },
  },
  {
    id: "missing-address",
    statement: "Before a VM has an address, its `ip` is left out.",
    affects: "The output `ip`. An empty text means the same.",
    switch: "missingAddress",
    assumed: "absent",
    probe: {
      by: "create",
      find: (evidence) => {
        const waiting = [
          ...evidence
            .during("create")
            .items("vm/list", "vms")
            .filter((row) => /build/i.test(String(at(row, "os_status")))),
          ...evidence
            .during("create")
            .at("vm/info", "info")
            .filter((info) => /build/i.test(String(at(info, "status_raw")))),
        ];
        const values = waiting.map((row) => at(row, "primaryip") ?? at(row, "ip"));
        if (values.includes("")) return "empty";
        return values.includes(undefined) ? "absent" : undefined;
      },
    },
  },
  {
    id: "repeated-power",
    statement: "Starting a VM that runs is accepted.",
    affects: "Power changes. A refusal counts as done if the VM runs.",
    switch: "repeatedPower",
    assumed: "ok",
    probe: {
      by: "create",
      ask: async (api, { server }) =>
        server?.step === "start" ? api.call("vm/start", "idempotent", { vm_id: server.key }, done) : undefined,
      find: (evidence) => {
        const [last] = evidence.during("probe").of("vm/start").slice(-1);
        return last === undefined ? undefined : isYes(last.tree) ? "ok" : "conflict";
      },
    },
  },
  {
    id: "resize-needs-stop",
    statement: "A VM that runs can be resized.",
    affects: "A change of `plan`. If it cannot, the provider stops the VM for it and starts it again.",
    switch: "resizeNeedsStop",
    assumed: false,
    probe: {
      by: "create",
      find: (evidence) => {
        const [first] = evidence.during("resize").of("vm/resize");
        return first === undefined ? undefined : !isYes(first.tree);
      },
    },
  },
  {
    id: "deleted-lingers",
    statement: "A deleted VM is gone at once from `vm/list` and `vm/info`.",
    affects: "Deletion. A VM that shows as deleted counts as gone.",
    switch: "deletedLingers",
    assumed: "no",
    probe: {
      by: "create",
      ask: async (api, { server }) =>
        server?.step === "delete" ? api.call("vm/info", "read", { vm_id: server.key }, done) : undefined,
      find: (evidence) => {
        const [asked] = evidence.during("probe").of("vm/info").slice(-1);
        if (asked === undefined) return undefined;
        if (DELETED.test(String(at(asked.tree, "info", "status_raw")))) return "shown";
        const listed = textsOf(evidence.during("delete").items("vm/list", "vms"), "os_status");
        return listed.some((status) => DELETED.test(status)) ? "listed" : "no";
      },
    },
  },
];
