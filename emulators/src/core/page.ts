import type { Emulators } from "../emulators.ts";

/** The page at the admin URL: running clouds, their objects, the latest requests. */
export function adminPage(emulators: Emulators): string {
  const { clock } = emulators;
  const clouds = Object.entries(emulators.clouds).map(([name, cloud]) => [
    name,
    cloud.endpoint,
    exportLines(cloud.environment),
  ]);
  const objects = emulators.objects().map(({ cloud, kind, id, ...rest }) => [cloud, kind, id, JSON.stringify(rest)]);
  const requests = emulators
    .requests()
    .slice(-100)
    .reverse()
    .map((row) => [
      row.time,
      row.cloud,
      row.operation,
      row.status || row.stage,
      row.signature,
      row.error ?? row.note ?? "",
    ]);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>indiecloud emulators</title>
<style>body{font:14px system-ui;margin:2em;max-width:110em}table{border-collapse:collapse;margin-bottom:2em}
td,th{border-bottom:1px solid #ccc;padding:.2em .8em;text-align:left;vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere}</style></head><body>
<h1>indiecloud emulators</h1>
<p>Virtual time ${escapeText(new Date(clock.now()).toISOString())}, ${clock.scale === 0 ? "manual" : `${clock.scale} × real time`}.</p>
<h2>Clouds</h2>${table(["cloud", "endpoint", "environment"], clouds)}
<h2>Requests (newest first)</h2>${table(["time", "cloud", "operation", "status", "signature", "error"], requests)}
<h2>Objects</h2>${table(["cloud", "kind", "id", "fields"], objects)}
</body></html>
`;
}

/** `export NAME=value` lines for a shell. */
export function exportLines(environment: Readonly<Record<string, string>>): string {
  return Object.entries(environment)
    .map(([name, value]) => `export ${name}=${value}`)
    .join("\n");
}

function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeText(String(cell))}</${tag}>`).join("")}</tr>`;
  return `<table>${line(heads, "th")}${rows.map((row) => line(row, "td")).join("")}</table>`;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
