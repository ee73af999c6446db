/** The keys of an INI file by section; `""` holds the keys before the first section. */
export type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Merges the sections of several files, the nearest first. Section names are taken whole, because the name of a custom endpoint
 * can be a URL, which the usual parsers split at its dots. Never throws.
 */
export function sectionsOf(...texts: readonly string[]): Sections {
  const sections = new Map<string, Map<string, string>>();
  for (const text of [...texts].reverse()) {
    let section = sectionIn(sections, "");
    for (const line of (text.startsWith("\uFEFF") ? text.slice(1) : text).split("\n").map((each) => each.trim())) {
      const header = line.startsWith("[") ? withoutComment(line) : "";
      const [key, value] = split(line);
      if (header.endsWith("]")) {
        section = sectionIn(sections, header.slice(1, -1).trim());
      } else if (key !== "" && !/^[#;[]/.test(key)) {
        section.set(key, textOf(value));
      }
    }
  }
  return sections;
}

function sectionIn(sections: Map<string, Map<string, string>>, name: string): Map<string, string> {
  const section = sections.get(name) ?? new Map<string, string>();
  sections.set(name, section);
  return section;
}

/** Splits at the first `=` or `:`; a line without one is ignored. */
function split(line: string): [key: string, value: string] {
  const at = line.search(/[=:]/);
  return at < 0 ? ["", ""] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}

/** The value of a text: the part in quotes or, without quotes, everything before a comment. */
function textOf(text: string): string {
  const end = /^["']/.test(text) ? text.indexOf(text.charAt(0), 1) : -1;
  return end > 0 && withoutComment(` ${text.slice(end + 1)}`) === "" ? text.slice(1, end) : withoutComment(text);
}

/** A comment begins with `#` or `;` after a blank. */
function withoutComment(text: string): string {
  const at = text.search(/\s[#;]/);
  return (at < 0 ? text : text.slice(0, at)).trim();
}
