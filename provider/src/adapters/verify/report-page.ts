import type { VerifyReport } from "../query-types.ts";

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replace(/\s+/g, " ");

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** The report as a Markdown page. */
export function pageOf({ title, withServer, findings, reads, steps, unknown, exchanges }: VerifyReport): string {
  const count = (result: string): number => findings.filter((each) => each.result === result).length;
  const parts = [
    `# ${title}, verified`,
    `${withServer ? "With a server of its own." : "Read only; nothing was changed."} ${count("holds")} assumptions hold, ${count("does not hold")} do not, ${count("not seen")} were not seen.`,
    "Nothing in this report tells whose account it is: credentials, addresses, names and IDs are replaced by marks such as `<uuid 3>`.",
    "## Assumptions",
    table(
      ["", "assumed", "position"],
      findings
        .filter(({ result }) => result !== "manual")
        .map(({ result, statement, position, switch: path }) => [
          ...[result, statement],
          position === undefined ? "" : `\`${path}=${position}\``,
        ]),
    ),
    "## What was read",
    table(
      ["", "what", "how many", ""],
      reads.map(({ is, what, count: many, message = "" }) => [
        is,
        what,
        many === undefined ? "" : String(many),
        message,
      ]),
    ),
    ...(steps.length === 0
      ? []
      : [
          "## The server's life",
          table(
            ["", "step", "seconds", ""],
            steps.map(({ is, step, seconds, message = "" }) => [is, step, String(Math.round(seconds)), message]),
          ),
        ]),
    ...(unknown.length === 0
      ? []
      : ["## Undocumented fields and values", unknown.map((each) => `- \`${each.replaceAll("`", "'")}\``).join("\n")]),
    `The JSON beside this page has the ${exchanges.length} calls and their answers.`,
  ];
  return `${parts.join("\n\n")}\n`;
}
