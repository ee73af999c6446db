import type { DriftReport } from "../../automation/report.js";
import { driftNotes, driftRows, HEAD, headline } from "../drift-format.js";
import { html, htmlTable, page } from "./html.js";

/** What `drift` has found for one stack. */
interface Checked {
  stack: string;
  report?: DriftReport;
  error?: string;
}

/** The drift of several stacks as one HTML file. Pure. */
export function renderDrift(stacks: readonly Checked[]): string {
  const sections = stacks.map(({ stack, report, error }) => {
    const rows = report?.resources.flatMap(driftRows) ?? [];
    const notes = report?.resources.flatMap(driftNotes) ?? [];
    return html`<h2>${report ? headline(report) : `Stack ${stack}`}</h2>
${error === undefined ? undefined : html`<p><span class="pill bad">not complete</span> ${error}</p>`}
${rows.length > 0 ? htmlTable(`Drift of ${stack}`, HEAD, rows) : undefined}
${notes.length > 0 ? html`<ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>` : undefined}`;
  });
  return page("Drift", html`<h1>Drift</h1>${sections}`);
}
