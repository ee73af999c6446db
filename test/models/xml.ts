/** An element as emulators write it: no comments, no CDATA, and attributes only if they are requested. */
export interface XmlElement {
  name: string;
  readonly attributes: string;
  children: XmlElement[];
  text: string;
}

const token = /<\?[^>]*\?>|<(\/?)([\w.:-]+)([^>]*?)(\/?)>|([^<]+)/g;

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const unescaped = (text: string): string =>
  text.replace(/&(#?\w+);/g, (_, name: string) =>
    name.startsWith("#") ? String.fromCodePoint(Number(name.slice(1))) : (entities[name] ?? ""),
  );

/** The root element. Throws if tags do not match. */
export function parseXml(text: string): XmlElement {
  const root: XmlElement = { name: "", attributes: "", children: [], text: "" };
  const open = [root];
  for (const [, closing, name, attributes = "", empty, content] of text.matchAll(token)) {
    const top = open.at(-1) ?? root;
    if (content !== undefined) top.text += unescaped(content);
    else if (closing === "/") {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
    } else if (name !== undefined) {
      const element = { name, attributes: attributes.trim(), children: [], text: "" };
      top.children.push(element);
      if (empty !== "/") open.push(element);
    }
  }
  const [only] = root.children;
  if (only === undefined || open.length !== 1) throw new Error("not one whole document");
  return only;
}

/** The name of a list's elements; undefined if it is not a list. */
export type ItemName = (list: string) => string | undefined;

/**
 * Elements as objects, lists and texts. If an element of a list has another name, it becomes an object with that name,
 * which no model has. A name that is repeated outside of a list becomes a list.
 */
export function xmlTree({ name, attributes, children, text }: XmlElement, itemName: ItemName): unknown {
  if (attributes === 'nil="true"') return null;
  const item = itemName(name);
  if (item !== undefined && text.trim() === "") {
    return children.map((child) => {
      const value = xmlTree(child, itemName);
      return child.name === item ? value : { [child.name]: value };
    });
  }
  if (children.length === 0) return text;
  const tree: Record<string, unknown> = {};
  for (const child of children) {
    const value = xmlTree(child, itemName);
    tree[child.name] = child.name in tree ? [tree[child.name], value] : value;
  }
  return tree;
}
