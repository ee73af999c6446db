import { printable } from "../../../../provider/src/http/printable.ts";

/** Markup that needs no escaping. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | undefined | readonly (Html | undefined)[];

/** Markup: whatever is put into it is escaped, unless it is markup itself. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(texts.map((text, index) => text + (index < parts.length ? markup(parts[index]) : "")).join(""));
}

function markup(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(markup).join("");
  return escaped(String(part));
}

const escaped = (text: string): string =>
  printable(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

/** A table with a caption for screen readers; a cell is text or markup. */
export const htmlTable = (
  caption: string,
  head: readonly string[],
  rows: readonly (readonly (Html | string)[])[],
): Html => html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption>
<thead><tr>${head.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((each) => html`<td>${each}</td>`)}</tr>\n`)}</tbody></table></div>`;

/** A page that is complete in itself: it loads nothing and runs no script. */
export function page(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`.text;
}

const STYLE = `
:root{color-scheme:light dark;--bg:#f5f6f9;--surface:#fff;--line:#e0e3eb;--text:#171c2b;--muted:#576074;--accent:#3a4bc4;
--good:#17683f;--good-soft:#e0f3e8;--busy:#855300;--busy-soft:#fcefd4;--bad:#b3261e;--bad-soft:#fce6e4;--off:#525b6d;--off-soft:#e9ebf0}
@media (prefers-color-scheme:dark){:root{--bg:#10131b;--surface:#181c27;--line:#2b3242;--text:#e6e9f1;--muted:#9da6b9;--accent:#a5b1ff;
--good:#6bd6a0;--good-soft:#16322a;--busy:#eebb62;--busy-soft:#382b14;--bad:#ff9b93;--bad-soft:#3d1f20;--off:#a9b1c2;--off-soft:#252b38}}
*{box-sizing:border-box}
body{background:var(--bg);color:var(--text);font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;margin:0}
main{margin:0 auto;max-width:1200px;padding:32px 24px 64px}
h1{font-size:26px;letter-spacing:-.015em;line-height:1.2;margin:0 0 4px}
h2{font-size:18px;letter-spacing:-.01em;margin:40px 0 12px}
h3{font-size:14px;margin:0}
p{margin:0 0 12px;max-width:80ch}
.muted{color:var(--muted)}
.facts{display:grid;gap:12px;grid-template-columns:repeat(auto-fit,minmax(170px,1fr));margin:24px 0 0}
.fact,.card{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:14px 16px}
.fact dt{color:var(--muted);font-size:12.5px;font-weight:600}
.fact dd{font-size:22px;font-variant-numeric:tabular-nums;font-weight:650;line-height:1.3;margin:0;overflow-wrap:anywhere}
.fact dd small{color:var(--muted);display:block;font-size:12.5px;font-weight:400}
.map{display:grid;gap:16px;grid-template-columns:repeat(auto-fit,minmax(min(340px,100%),1fr))}
.region{margin-top:12px}
.region h4{color:var(--muted);font-size:12.5px;margin:0 0 6px}
.tiles{display:grid;gap:8px;grid-template-columns:repeat(auto-fill,minmax(140px,1fr));list-style:none;margin:0;padding:0}
.tile{border-left:4px solid var(--off);border-radius:8px;background:var(--off-soft);padding:8px 10px;overflow-wrap:anywhere}
.tile.running{border-color:var(--good);background:var(--good-soft)}
.tile.stopped{border-color:var(--off);background:var(--off-soft)}
.tile.drifted{border-color:var(--busy);background:var(--busy-soft)}
.tile.gone{border-color:var(--bad);background:var(--bad-soft)}
.tile strong{display:block}
.tile span{display:block;font-size:12.5px}
.tile.running .word{color:var(--good)}.tile.drifted .word{color:var(--busy)}.tile.gone .word{color:var(--bad)}.tile .word{font-weight:600}
.scroll{background:var(--surface);border:1px solid var(--line);border-radius:12px;overflow-x:auto}
.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
table{border-collapse:collapse;width:100%}
caption{clip-path:inset(50%);height:1px;overflow:hidden;position:absolute;white-space:nowrap;width:1px}
.scroll{position:relative}
th{border-bottom:1px solid var(--line);color:var(--muted);font-size:12.5px;font-weight:600;padding:8px 14px;text-align:left;white-space:nowrap}
td{border-top:1px solid var(--line);overflow-wrap:break-word;padding:8px 14px;vertical-align:top;min-width:90px}
tbody tr:first-child td{border-top:0}
.pill{border-radius:999px;display:inline-block;font-size:12.5px;font-weight:600;padding:1px 9px;white-space:nowrap;background:var(--off-soft);color:var(--off)}
.pill.good{background:var(--good-soft);color:var(--good)}.pill.busy{background:var(--busy-soft);color:var(--busy)}.pill.bad{background:var(--bad-soft);color:var(--bad)}
.num{font-variant-numeric:tabular-nums}
@media print{:root{--bg:#fff}main{max-width:none;padding:0}.fact,.card,.tile,tr{break-inside:avoid}h2{break-after:avoid}.scroll{overflow:visible}*{print-color-adjust:exact}}
@media (width<600px){main{padding:20px 16px 40px}}
`;
