import type { PanelRequest, RequestDetail } from "../src/panel/types.ts";
import { answerTree } from "./answer.ts";
import { call } from "./api.ts";
import { h } from "./dom.ts";
import { facts, section } from "./drawer.ts";
import { dateOf, timeOf } from "./format.ts";
import { signaturePill, statusPill } from "./request-pills.ts";
import type { Context } from "./view.ts";

/** A request with its parameters, the verdict on its signature, and the answer. */
export async function showRequest({ state, drawer }: Context, { id }: PanelRequest): Promise<void> {
  const detail = await call<RequestDetail>("GET", `requests/${id}`);
  if (!detail) return;
  const time = Date.parse(detail.time);
  const parameters = Object.entries(detail.parameters);
  drawer.show(
    `request ${id}`,
    detail.operation,
    [statusPill(detail), h("span", { class: "muted" }, `${state.title(detail.cloud)} ${detail.kind}`)],
    section(
      "Request",
      facts([
        ["Time", `${dateOf(time)} ${timeOf(time)} UTC (virtual)`],
        ["Sent", detail.method === "" ? "" : h("span", { class: "mono" }, `${detail.method} ${detail.path}`)],
        [
          "Signature",
          h("span", {}, signaturePill(detail), detail.signatureNote === "" ? "" : ` ${detail.signatureNote}`),
        ],
        ["Carried out", detail.handled ? "yes" : "no"],
        ["Fault", detail.fault],
        ["Error", detail.isProblem ? detail.note : ""],
      ]),
    ),
    section("Parameters", parameters.length > 0 ? facts(parameters) : h("p", { class: "muted" }, "None.")),
    answer(detail),
  );
}

function answer({ reply, stage }: RequestDetail): HTMLElement {
  if (!reply) {
    const why = stage === "replied" ? "Only the latest 300 answers are remembered." : "There is no answer (yet).";
    return section("Answer", h("p", { class: "muted" }, why));
  }
  const cut = reply.cut === "" ? undefined : h("p", { class: "bad-text" }, `A fault cut the ${reply.cut}.`);
  const body = reply.body.trim() === "" ? h("p", { class: "muted" }, "The body is empty.") : answerTree(reply.body);
  const headers = h("details", { class: "tree" }, h("summary", {}, "Headers"), facts(Object.entries(reply.headers)));
  return section("Answer", cut, body, headers);
}
