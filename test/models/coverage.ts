import { readFile, writeFile } from "node:fs/promises";
import type { CloudName } from "../../emulators/src/index.ts";
import { EmulatorClock } from "../../emulators/src/index.ts";
import { registry } from "../../emulators/src/registry.ts";
import { modelOf } from "./recorder.ts";

/** Writes the table of calls into emulators/README.md; with --check, fails if it differs. */

const file = new URL("../../emulators/README.md", import.meta.url);
const [begin, end] = ["<!-- The table of calls: make generate -->\n", "<!-- The end of the table of calls -->\n"];

const titles: Readonly<Record<CloudName, string>> = {
  lunanode: "LunaNode",
  hostdime: "HostDime",
  gigenet: "GigeNET",
  naver: "NAVER Cloud",
  ovh: "OVHcloud",
};
const clouds: readonly CloudName[] = ["lunanode", "hostdime", "gigenet", "naver", "ovh"];

interface Row {
  readonly call: string;
  readonly isAnswered: boolean;
  /** Whether a model covers it. */
  readonly isChecked: boolean;
  readonly recorded: string;
}

function rowsOf(cloud: CloudName): Row[] {
  const { calls, unanswered } = modelOf(cloud).fixture;
  const made = registry[cloud]?.create({ clock: new EmulatorClock({ scale: 0 }), seed: "coverage" });
  const answered = new Set(made?.operations);
  const known = Object.entries(calls).map(([call, { recorded = "", undocumented }]) => ({
    call: undocumented === true ? `${call} (documented nowhere)` : call,
    isAnswered: answered.has(call),
    isChecked: true,
    recorded,
  }));
  const other = [...answered].filter((call) => calls[call] === undefined);
  return [
    ...known,
    ...other.map((call) => ({ call, isAnswered: true, isChecked: false, recorded: "" })),
    ...unanswered.map((call) => ({ call, isAnswered: false, isChecked: false, recorded: "" })),
  ].sort((a, b) => placeOf(a.call).localeCompare(placeOf(b.call), "en"));
}

/** Sorts by path, then by method. */
const placeOf = (call: string): string => {
  const [method = "", path = ""] = call.split(" ");
  return path.startsWith("/") ? `${path} ${method}` : call;
};

function section(cloud: CloudName): string[] {
  const rows = rowsOf(cloud);
  const count = (fits: (row: Row) => boolean): number => rows.filter(fits).length;
  const { beside } = modelOf(cloud).fixture;
  const others = Object.entries(beside).map(([part, calls]) => `${part} (${calls})`);
  const summary = `${titles[cloud]}: of ${rows.length} calls ${count((row) => row.isAnswered)} are answered, ${count(
    (row) => row.isAnswered && row.isChecked,
  )} of them checked; of ${count((row) => row.recorded !== "")} an answer is recorded`;
  return [
    "<details>",
    `<summary>${summary}</summary>`,
    "",
    "| call | answered | checked | recorded |",
    "| --- | --- | --- | --- |",
    ...rows.map(
      ({ call, isAnswered, isChecked, recorded }) =>
        `| \`${call.replace(" (", "` (")}${call.includes(" (") ? "" : "`"} | ${isAnswered ? "yes" : ""} | ${isChecked ? "yes" : ""} | ${recorded} |`,
    ),
    "",
    ...(others.length === 0
      ? []
      : [`Parts of the API that are not here at all, with their calls: ${others.join(", ")}.`, ""]),
    "</details>",
    "",
  ];
}

const table = `${begin}\n${clouds.flatMap(section).join("\n")}\n${end}`;
const text = await readFile(file, "utf8");
const [before, rest = ""] = text.split(begin);
const whole = `${before}${table}${rest.split(end)[1] ?? ""}`;
if (!process.argv.includes("--check")) {
  await writeFile(file, whole);
} else if (whole !== text) {
  console.error(
    "The table of calls in emulators/README.md is not what make generate writes. Run make generate and commit it.",
  );
  process.exitCode = 1;
}
