import type { ProbedAssumption } from "../../engine/definition/assumption.ts";
import { type Evidence, haveMember, type RecordedExchange } from "../../engine/definition/evidence.ts";
import { at } from "../../http/decode/schemas.ts";
import { type GigeNet, numbered } from "./account.ts";
import { addresses, rootOf } from "./answers.ts";
import { done } from "./schemas.ts";

/** The response to the last call that a probe sent. */
const lastProbe = (evidence: Evidence, call: string): RecordedExchange | undefined =>
  evidence.during("probe").of(call).slice(-1)[0];

/** Assumptions that `indiecloud verify --with-server` tests. */
export const serverAssumptions: readonly ProbedAssumption<GigeNet>[] = [
  {
    id: "run-reply",
    statement: "`RunInstances` answers with `instancesSet`.",
    affects: "Creation. The older form, `reservation`, is understood too.",
    switch: "runReply",
    assumed: "instancesSet",
    probe: {
      by: "create",
      find: (evidence) => {
        const roots = evidence.of("RunInstances").flatMap((exchange) => rootOf(exchange) ?? []);
        const [root] = roots;
        return root === undefined ? undefined : at(root, "reservation") !== undefined ? "reservation" : "instancesSet";
      },
    },
  },
  {
    id: "unsampled-replies",
    statement: "Calls without a sample answer, such as `StopInstances`, answer as EC2 does.",
    affects: "Nothing: only `return` is read, or nothing at all.",
    switch: "unsampledReplies",
    assumed: "full",
    probe: {
      by: "create",
      find: (evidence) => {
        const answers = evidence.of("StopInstances").flatMap((exchange) => rootOf(exchange) ?? []);
        const has = haveMember(answers, "instancesSet");
        return has === undefined ? undefined : has ? "full" : "bare";
      },
    },
  },
  {
    id: "lists-additional",
    statement: "`DescribeAddresses` shows additional addresses, not only elastic ones.",
    affects: "`additionalIps`, of which the provider gives back only those that it finds.",
    switch: "listAdditional",
    assumed: true,
    probe: {
      by: "create",
      find: (evidence) => {
        const own = evidence.during("start");
        return own.of("DescribeAddresses").length === 0 ? undefined : addresses(own).length > 0;
      },
    },
  },
  {
    id: "bills-additional",
    statement: "`DescribeReservedInstances` counts additional addresses (`1 Additional IPs`).",
    affects:
      "`additionalIps`. If it does not, a refresh shows 0, and the next preview shows a change that would buy again: remove `additionalIps` from the program.",
    switch: "billAdditional",
    assumed: true,
    probe: {
      by: "create",
      find: (evidence) => {
        const own = evidence.during("start");
        const bills = own.of("DescribeReservedInstances");
        return bills.length === 0 ? undefined : bills.some(({ body }) => /\d additional ip/i.test(body));
      },
    },
  },
  {
    id: "repeated-power",
    statement: "Starting an instance that is on is refused.",
    affects: "Power changes. A refusal counts as done if the instance is on.",
    switch: "repeatedPower",
    assumed: "refuse",
    probe: {
      by: "create",
      ask: async (api, { server }) =>
        server?.step === "start"
          ? api.call("StartInstances", "idempotent", numbered("InstanceId", [server.key]), done)
          : undefined,
      find: (evidence) => {
        const last = lastProbe(evidence, "StartInstances");
        return last === undefined || last.status === 0 ? undefined : rootOf(last) === undefined ? "refuse" : "ok";
      },
    },
  },
  {
    id: "resize-needs-stop",
    statement: "An instance that is on can be resized.",
    affects: "A change of `plan`. If it cannot, the provider stops the instance for it and starts it again.",
    switch: "resizeNeedsStop",
    assumed: false,
    probe: {
      by: "create",
      find: (evidence) => {
        const [first] = evidence.during("resize").of("ModifyInstanceAttribute");
        return first === undefined || first.status === 0 ? undefined : rootOf(first) === undefined;
      },
    },
  },
  {
    id: "terminated-lingers",
    statement: "A terminated instance is not found any more.",
    affects: "Deletion. An instance that shows as terminated counts as gone.",
    switch: "terminatedLingers",
    assumed: false,
    probe: {
      by: "create",
      ask: async (api, { server }) =>
        server?.step === "delete"
          ? api.call("DescribeInstances", "read", numbered("InstanceId", [server.key]), done)
          : undefined,
      find: (evidence) => {
        const last = lastProbe(evidence, "DescribeInstances");
        return last === undefined || last.status === 0 ? undefined : rootOf(last) !== undefined;
      },
    },
  },
];
