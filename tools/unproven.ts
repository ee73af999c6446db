import { cloudNames, loadCloud } from "../provider/src/clouds/index.ts";
import type { Assumption } from "../provider/src/engine/definition/assumption.ts";
import { withSection, writeOrCheck } from "./generated.ts";

/** Writes the table of assumptions about each cloud into its page; with --check, fails if it differs. */

const SECTION = ["<!-- What is assumed: make generate -->", "<!-- The end of what is assumed -->"] as const;

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
  const page = `docs/${name}.md`;
  const { assumptions } = await verification();
  await writeOrCheck(page, await withSection(page, SECTION, tableOf(assumptions)));
}
