import { readFile, writeFile } from "node:fs/promises";
import { cloudNames, loadCloud } from "../provider/src/clouds/index.ts";
import type { Assumption } from "../provider/src/engine/definition/assumption.ts";

/** Writes the table of assumptions about each cloud into its page; with --check, fails if it differs. */

const [begin, end] = ["<!-- What is assumed: make generate -->\n", "<!-- The end of what is assumed -->\n"];

const SETTLED = { read: "`verify`", create: "`verify --with-server`" } as const;

const settledBy = ({ probe }: Assumption): string => (probe.by === "manual" ? probe.how : SETTLED[probe.by]);

const tableOf = (assumptions: readonly Assumption[]): string =>
  [
    "| assumed | what depends on it | settled by |",
    "| --- | --- | --- |",
    ...assumptions.map((each) => `| ${[each.statement, each.affects, settledBy(each)].join(" | ")} |`),
  ].join("\n");

for (const name of cloudNames) {
  const { verification } = await loadCloud(name);
  if (verification === undefined) {
    continue;
  }
  const file = new URL(`../docs/${name}.md`, import.meta.url);
  const text = await readFile(file, "utf8");
  const [before = "", rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) {
    throw new Error(`docs/${name}.md does not have the line ${begin.trim()} or ${end.trim()}`);
  }
  const { assumptions } = await verification();
  const whole = `${before}${begin}\n${tableOf(assumptions)}\n\n${end}${after}`;
  if (!process.argv.includes("--check")) {
    await writeFile(file, whole);
  } else if (whole !== text) {
    console.error(
      `docs/${name}.md does not have the table that make generate writes. Run make generate and commit it.`,
    );
    process.exitCode = 1;
  }
}
