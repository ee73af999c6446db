import { XMLParser, XMLValidator } from "fast-xml-parser";
import { DecodeError, isMap, limits, parseGuarded, type Tree } from "./tree.ts";

const predefined: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Decodes the five predefined XML entities and numeric references; leaves any other entity as it is. */
function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return predefined[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: limits.depth,
  jPath: false,
  entityDecoder: {
    decode: decodeEntities,
    // Called for every document type declaration, with or without entities.
    addInputEntities: () => {
      throw new DecodeError("has a document type declaration");
    },
    setExternalEntities: () => undefined,
    reset: () => undefined,
    setXmlVersion: () => undefined,
  },
});

/**
 * Decodes XML to `{root: …}`. An element without child elements is text, verbatim. Repeated elements become a list at the
 * position of the first. An empty element is `""`. Names lose their namespace prefix. Attributes are ignored, because they
 * carry no data that we read, except `nil="true"`, which is null. Throws `DecodeError`, also for a document type declaration.
 */
export function decodeXml(text: string): Tree {
  return parseGuarded("XML", text, (checked) => {
    const document: unknown = parser.parse(checked);
    // The parser accepts a truncated document; the validator does not.
    if (XMLValidator.validate(checked) !== true) throw new DecodeError("not well-formed XML");
    const root = contents(document);
    if (!isMap(root) || Object.keys(root).length !== 1) throw new DecodeError("not one XML document");
    return root;
  });
}

/** The value of an element with these ordered children: `[{name: children, ":@": attributes} | {"#text": text}, …]`. */
function contents(children: unknown): Tree {
  if (!Array.isArray(children)) throw new DecodeError("not well-formed XML");
  let text = "";
  const elements = new Map<string, Tree[]>();
  for (const child of children) {
    for (const [name, value] of Object.entries(child)) {
      if (name === ":@") continue;
      if (name === "#text") {
        text += value;
        continue;
      }
      const tree = isNil(child[":@"]) ? null : contents(value);
      const same = elements.get(name);
      if (same === undefined) elements.set(name, [tree]);
      else same.push(tree);
    }
  }
  if (elements.size === 0) return text;
  return Object.fromEntries(
    [...elements].map(([name, values]): [string, Tree] => [name, values.length === 1 ? (values[0] ?? null) : values]),
  );
}

function isNil(attributes: unknown): boolean {
  return typeof attributes === "object" && attributes !== null && "nil" in attributes && attributes.nil === "true";
}
