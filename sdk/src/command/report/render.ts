import type { Money } from "../../cost-types.js";
import { driftRows, HEAD } from "../drift-format.js";
import { type Html, html, htmlTable, page } from "./html.js";
import { type ReportResource, type ReportStack, totals } from "./model.js";

const CLOUDS: Readonly<Record<string, string>> = {
  ...{ lunanode: "LunaNode", hostdime: "HostDime", gigenet: "GigeNET", naver: "NAVER Cloud", ovh: "OVHcloud" },
};

interface Placed extends ReportResource {
  stack: string;
}

/** The report as one HTML file. `now`: milliseconds since 1970. Pure. */
export function renderReport(stacks: readonly ReportStack[], now: number): string {
  const resources = stacks.flatMap((each) =>
    each.resources.map((resource): Placed => ({ ...resource, stack: titleOf(each) })),
  );
  const servers = resources.filter(({ isServer }) => isServer);
  const title =
    stacks.length === 1 && stacks[0] ? `Report of ${titleOf(stacks[0])}` : `Report of ${stacks.length} stacks`;
  const body = html`<h1>${title}</h1>
<p class="muted">Made on ${dayAndTime(now)}. ${sourceOf(stacks)}</p>
${problems(stacks)}
${summary(stacks, resources, servers)}
${map(servers)}
${drift(stacks)}
${costs(resources)}
${leftovers(stacks)}
${serverTable(servers, now)}
${others(resources.filter(({ isServer }) => !isServer))}`;
  return page(title, body);
}

const titleOf = ({ project, stack }: ReportStack): string => `${project}/${stack}`;

const dayAndTime = (time: number): string => `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;

function sourceOf(stacks: readonly ReportStack[]): string {
  const states = stacks.map((each) => {
    const written = each.writtenAt === undefined ? "never written" : `of ${dayAndTime(each.writtenAt)}`;
    return `${titleOf(each)}: ${each.drift ? "checked in the clouds just now" : `from the state ${written}`}`;
  });
  return `${states.join("; ")}.`;
}

const problems = (stacks: readonly ReportStack[]): Html[] =>
  stacks.flatMap((each) =>
    each.errors.map((error) => html`<p><span class="pill bad">not complete</span> ${titleOf(each)}: ${error}</p>`),
  );

const isDrifted = ({ drift }: ReportResource): boolean => drift === "changed" || drift === "deleted";

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

function summary(stacks: readonly ReportStack[], resources: readonly Placed[], servers: readonly Placed[]): Html {
  const isChecked = stacks.some((each) => each.drift);
  const unknown = resources.filter(({ monthlyCost }) => !monthlyCost).length;
  const charged = stacks.flatMap((each) => each.leftovers ?? []).filter(({ isCharged }) => isCharged).length;
  const wereSought = stacks.some((each) => each.leftovers);
  const sums = totals(resources).map(money).join(" + ");
  const fact = (name: string, value: string, note: string): Html =>
    html`<div class="fact"><dt>${name}</dt><dd>${value}<small>${note}</small></dd></div>`;
  const count = (power: string): number => servers.filter((one) => one.power === power).length;
  const powers = [...new Set(["running", "stopped", ...servers.map(({ power }) => power).sort()])]
    .map((power) => `${count(power)} ${power}`)
    .join(", ");
  return html`<dl class="facts">
${fact("Servers", String(servers.length), powers)}
${fact("Resources", String(resources.length), `in ${plural(stacks.length, "stack")}`)}
${fact("Drifted", isChecked ? String(resources.filter(isDrifted).length) : "–", isChecked ? "changed or deleted outside Pulumi" : "not checked: pass --check")}
${fact("A month", sums === "" ? "unknown" : sums, unknown > 0 ? `price unknown: ${plural(unknown, "resource")}` : "list prices without tax")}
${fact("Charged leftovers", wereSought ? String(charged) : "–", wereSought ? "in no state" : "not looked for: pass --check")}
</dl>`;
}

/** The values of a list by a key, in the order of their first appearance. */
function grouped<T>(list: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of list) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups];
}

function map(servers: readonly Placed[]): Html {
  if (servers.length === 0) return html`<h2>Servers</h2><p class="muted">There are none.</p>`;
  const clouds = grouped(servers, ({ cloud }) => cloud).map(
    ([cloud, there]) => html`<section class="card"><h3>${CLOUDS[cloud] ?? cloud}</h3>
${grouped(there, ({ region }) => region).map(
  ([region, tiles]) =>
    html`<div class="region"><h4>${region || "no region"}</h4><ul class="tiles">${tiles.map(tile)}</ul></div>`,
)}</section>`,
  );
  return html`<h2>Where the servers are</h2><div class="map">${clouds}</div>`;
}

function tile(server: Placed): Html {
  const [kind, word] = lookOf(server);
  return html`<li class="tile ${kind}"><strong>${server.name}</strong><span class="word">${word}</span><span>${server.plan}</span></li>\n`;
}

function lookOf({ drift, power }: ReportResource): [kind: string, word: string] {
  if (drift === "deleted") return ["gone", "deleted"];
  if (drift === "unreadable") return ["gone", "not read"];
  const state = power === "unknown" ? "power unknown" : power;
  const kind = power === "running" || power === "stopped" ? power : "other";
  return drift === "changed" ? ["drifted", `${state}, drifted`] : [kind, state];
}

function drift(stacks: readonly ReportStack[]): Html | undefined {
  const checked = stacks.filter((each) => each.drift);
  if (checked.length === 0) return undefined;
  const rows = checked.flatMap((each) =>
    (each.drift?.resources ?? []).flatMap((resource) => driftRows(resource).map((row) => [titleOf(each), ...row])),
  );
  return html`<h2>Drift</h2>${rows.length > 0 ? htmlTable("Drift", ["stack", ...HEAD], rows) : html`<p class="muted">There is none.</p>`}`;
}

const money = ({ amount, currency }: Money): string => `${Number(amount).toFixed(2)} ${currency}`;

const costOf = ({ monthlyCost }: ReportResource): string => (monthlyCost ? money(monthlyCost) : "unknown");

function costs(resources: readonly Placed[]): Html | undefined {
  const rows = grouped(resources, ({ stack, cloud }) => `${stack}\n${cloud}`).map(([key, there]) => {
    const [stack = "", cloud = ""] = key.split("\n");
    const sums = totals(there).map(money).join(" + ") || "unknown";
    const unknown = there.filter(({ monthlyCost }) => !monthlyCost).length;
    return [stack, CLOUDS[cloud] ?? cloud, String(there.length), sums, unknown > 0 ? String(unknown) : ""];
  });
  if (rows.length === 0) return undefined;
  const head = ["stack", "cloud", "resources", "a month", "price unknown"];
  return html`<h2>Cost by month</h2>${htmlTable("Cost by month", head, rows)}`;
}

function leftovers(stacks: readonly ReportStack[]): Html | undefined {
  const sought = stacks.filter((each) => each.leftovers);
  if (sought.length === 0) return undefined;
  const rows = sought.flatMap((each) =>
    (each.leftovers ?? []).map((one) => [
      ...[titleOf(each), one.resource, one.name, one.id, one.isCharged ? "charged" : "free"],
      ...[one.why, one.next],
    ]),
  );
  const head = ["stack", "what", "name", "ID", "costs", "why", "next step"];
  return html`<h2>Leftovers</h2>${rows.length > 0 ? htmlTable("Leftovers", head, rows) : html`<p class="muted">There are none.</p>`}`;
}

/** "3 days" */
function ageOf(created: number | undefined, now: number): string {
  if (created === undefined) return "unknown";
  const days = Math.floor((now - created) / 86_400_000);
  return days < 1 ? "today" : plural(days, "day");
}

function serverTable(servers: readonly Placed[], now: number): Html | undefined {
  if (servers.length === 0) return undefined;
  const tones: Readonly<Record<string, string>> = { running: "good", drifted: "busy", gone: "bad" };
  const rows = servers.map((server) => {
    const [kind, word] = lookOf(server);
    return [
      ...[server.name, server.stack, `${CLOUDS[server.cloud] ?? server.cloud} ${server.region}`],
      html`<span class="pill ${tones[kind] ?? ""}">${word}</span>`,
      ...[server.address, server.plan, server.image, ageOf(server.created, now), costOf(server)],
    ];
  });
  const head = ["server", "stack", "where", "state", "address", "plan", "image", "installed", "a month"];
  return html`<h2>Servers</h2>${htmlTable("Servers", head, rows)}
<p class="muted">Installed: how long ago Pulumi created the server, and so how old its image is at least.</p>`;
}

function others(resources: readonly Placed[]): Html | undefined {
  if (resources.length === 0) return undefined;
  const rows = resources.map((one) => [
    one.name,
    one.stack,
    one.token,
    one.region,
    costOf(one),
    one.drift ?? "not checked",
  ]);
  const head = ["resource", "stack", "type", "region", "a month", "drift"];
  return html`<h2>Everything else</h2>${htmlTable("Everything else", head, rows)}`;
}
