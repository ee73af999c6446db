/** An element: its name and either text or child elements. */
export type Element = readonly [name: string, content: Content];
export type Content = string | number | boolean | Xml;
export type Xml = readonly Element[];

/** A wrapper with one `item` for each row; without rows it is self-closing (docs/api/gigenet.md §4). */
export function items(name: string, rows: readonly Xml[]): Element {
  return [name, rows.map((row): Element => ["item", row])];
}

/** A whole document, indented by two spaces, with `namespace` on the root if given. */
export function writeXml(root: Element, namespace?: string): string {
  const attributes = namespace === undefined ? "" : ` xmlns="${escapeXml(namespace)}"`;
  return `<?xml version="1.0" encoding="utf-8"?>\n${write(root, "", attributes)}`;
}

function write([name, content]: Element, indent: string, attributes = ""): string {
  if (typeof content === "object") {
    if (content.length === 0) return `${indent}<${name}${attributes}/>\n`;
    const children = content.map((child) => write(child, `${indent}  `)).join("");
    return `${indent}<${name}${attributes}>\n${children}${indent}</${name}>\n`;
  }
  const text = escapeXml(String(content));
  return text === "" ? `${indent}<${name}/>\n` : `${indent}<${name}>${text}</${name}>\n`;
}

/**
 * Text that is safe between tags and in attributes. Characters that XML 1.0 does not allow are removed; invalid UTF-16
 * is replaced.
 */
function escapeXml(text: string): string {
  return Buffer.from(text, "utf8")
    .toString("utf8")
    .replace(notXml, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\r", "&#13;");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 forbids.
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
