import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withSection } from "../tools/generated.ts";
import type { Interrupted } from "./interruption.ts";
import { PEERS } from "./peers.ts";
import type { Use } from "./processes.ts";
import type { Adapter, Subject } from "./programs.ts";
import { ROOT } from "./stack.ts";

/** One series of commands: create, no changes, refresh, resize, destroy. */
export interface Series {
  subject: Subject;
  adapter: Adapter;
  count: number;
  parallel: number;
  latencyMs: number;
  /** Virtual seconds in a real one. 1 where the waits themselves are compared. */
  timeScale: number;
}

export interface Measured extends Series, Use {
  step: "create" | "no changes" | "refresh" | "resize" | "destroy";
  requests: number;
  writes: number;
  busiestSecond: number;
  /** Real seconds from the first request to the last. */
  span: number;
  /** Real seconds of the command. */
  seconds: number;
}

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

const seriesOf = ({ subject, adapter, count, parallel, latencyMs, timeScale }: Series): string =>
  `${subject}, ${adapter}, ${count} at ${parallel}${latencyMs === 0 ? "" : `, ${latencyMs} ms`}${timeScale === 1 ? "" : `, ${timeScale} × time`}`;

/** What the same step costs with a provider that does nothing. */
const baseline = (all: readonly Measured[], { adapter, count, step }: Measured): Measured | undefined =>
  all.find(
    (each) => each.subject === "nothing" && each.adapter === adapter && each.count === count && each.step === step,
  );

const stepRows = (all: readonly Measured[]) =>
  all.map((each) => {
    const bare = baseline(all, each);
    const times =
      bare === undefined || bare.cpuSeconds === 0 ? "" : ` (× ${(each.cpuSeconds / bare.cpuSeconds).toFixed(1)})`;
    return [
      seriesOf(each),
      each.step,
      each.requests,
      each.writes,
      each.busiestSecond,
      each.span.toFixed(1),
      each.seconds.toFixed(1),
      `${each.cpuSeconds.toFixed(1)}${times}`,
      Math.round(each.peakMiB),
    ];
  });

/** The steps that other tools were measured with, beside the same series here. */
const besidePeers = (all: readonly Measured[]) =>
  all.flatMap((each) => {
    const peer = each.step === "no changes" ? undefined : PEERS[each.subject]?.[each.step];
    const isSame = each.count === 50 && each.parallel === 50 && each.latencyMs === 0 && each.timeScale === 1;
    return peer === undefined || !isSame
      ? []
      : [
          [
            `${each.subject}, ${each.adapter}`,
            each.step,
            each.requests,
            peer.requests,
            each.span.toFixed(1),
            peer.seconds ?? "",
          ],
        ];
  });

const BAR = 16;

/** Requests of each step as bars, ours and the other tool's. */
export function plot(all: readonly Measured[]): string {
  const bars = all
    .filter(
      ({ subject, adapter, count, parallel, latencyMs }) =>
        subject !== "nothing" && adapter === "plugin" && count === 50 && parallel === 50 && latencyMs === 0,
    )
    .filter(
      (each, index, rows) =>
        rows.findIndex((other) => other.subject === each.subject && other.step === each.step) === index,
    )
    .flatMap(({ subject, step, requests }) => {
      const peer = step === "no changes" ? undefined : PEERS[subject]?.[step];
      return [
        { label: `${subject} ${step}`, requests, kind: "own" },
        ...(peer === undefined ? [] : [{ label: "", requests: peer.requests, kind: "peer" }]),
      ];
    });
  const most = Math.max(1, ...bars.map(({ requests }) => requests));
  const height = bars.length * (BAR + 4) + 40;
  const lines = bars.map(({ label, requests, kind }, index) => {
    const y = 30 + index * (BAR + 4);
    const width = Math.round((requests / most) * 420);
    return `<text x="150" y="${y + 12}" text-anchor="end">${label}</text><rect class="${kind}" x="160" y="${y}" width="${width}" height="${BAR}"/><text x="${168 + width}" y="${y + 12}">${requests}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="660" height="${height}" viewBox="0 0 660 ${height}" role="img" aria-label="Requests for 50 servers">
<style>text{font:12px sans-serif;fill:#24292f}.own{fill:#2563eb}.peer{fill:#9ca3af}@media(prefers-color-scheme:dark){text{fill:#e6edf3}}</style>
<text x="10" y="16">Requests for 50 servers, 50 at once: indiecloud (blue), the vendor's Terraform provider (gray)</text>
${lines.join("\n")}
</svg>
`;
}

const sectionOf = (what: string) => [`<!-- begin: ${what} -->`, `<!-- end: ${what} -->`] as const;

const HEAD = [
  ...["series", "step", "requests", "writes", "busiest second"],
  ...["span in s", "wall in s", "CPU in s (× baseline)", "peak MiB"],
];

/** All that was measured with so many servers, in one run. */
function ofCount(measured: readonly Measured[], origin: string): string {
  const peers = besidePeers(measured);
  return [
    origin,
    ...(peers.length === 0
      ? []
      : [
          table(["50 at once", "step", "requests", "other tool", "span in s", "other tool"], peers),
          "![Requests for 50 servers](requests.svg)",
        ]),
    table(HEAD, stepRows(measured)),
  ].join("\n\n");
}

const ofKills = (kills: readonly Interrupted[]): string =>
  table(
    ["adapter", "servers at the kill", "processes left after 30 s", "servers after recover and the next up"],
    kills.map(({ adapter, count, atKill, processesLeft, afterNextRun }) => [
      adapter,
      atKill,
      processesLeft.length === 0 ? "none" : processesLeft.join(", "),
      `${afterNextRun} of ${count}`,
    ]),
  );

/** Prints the tables and, unless the run was a quick one, replaces those of its numbers of servers in the README. */
export async function writeReport(
  measured: readonly Measured[],
  kills: readonly Interrupted[],
  { command, quick, machine }: { command: string; quick: boolean; machine: string },
): Promise<void> {
  const origin = `Measured with \`${command}\` on ${machine}.`;
  const texts = new Map([["interruptions", ofKills(kills)]]);
  for (const count of new Set(measured.map((each) => each.count))) {
    const those = measured.filter((each) => each.count === count);
    texts.set(`${count} servers`, ofCount(those, origin));
    if (count === 50 && !quick) await writeFile(join(ROOT, "bench/requests.svg"), plot(those));
  }
  for (const [what, text] of texts) {
    console.log(`\n${what}\n\n${text}`);
    const isPart = what === "interruptions" && kills.length < 2;
    if (quick || isPart) continue;
    await writeFile(join(ROOT, "bench/README.md"), await withSection("bench/README.md", sectionOf(what), text));
  }
}
