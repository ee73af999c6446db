import { h } from "./dom.ts";
import { facts } from "./drawer.ts";

/** A value of JSON or XML: texts and lists or groups of named values. */
type Tree = string | readonly (readonly [name: string, value: Tree])[];

/** An answer as names and values that fold. What is neither JSON nor XML is shown as it is. */
export function answerTree(body: string): HTMLElement {
  const tree = readJson(body) ?? readXml(body);
  if (tree === undefined || typeof tree === "string") return h("pre", { class: "wrap", tabindex: "0" }, body);
  return group(tree, 0);
}

/** How many members of a level are shown. */
const shownMembers = 60;

function group(members: Exclude<Tree, string>, depth: number): HTMLElement {
  const plain = members.filter((member): member is readonly [string, string] => typeof member[1] === "string");
  const element = h("div", {}, plain.length > 0 ? facts(plain.slice(0, shownMembers)) : undefined);
  for (const [name, value] of members.slice(0, shownMembers)) {
    if (typeof value === "string") continue;
    const label = h("summary", {}, `${name} `, h("span", { class: "muted" }, size(value)));
    const isOpen = depth < 1 && value.length <= 8;
    const details = h("details", { class: "tree", open: isOpen }, label);
    const fill = (): void => {
      if (details.childElementCount === 1) details.append(...group(value, depth + 1).childNodes);
    };
    if (isOpen) fill();
    details.addEventListener("toggle", fill);
    element.append(details);
  }
  if (members.length > shownMembers)
    element.append(h("p", { class: "muted" }, `and ${members.length - shownMembers} more`));
  return element;
}

const size = (value: Exclude<Tree, string>): string => (value.length === 0 ? "(none)" : `(${value.length})`);

function readJson(body: string): Tree | undefined {
  try {
    return ofJson(JSON.parse(body));
  } catch {
    return undefined;
  }
}

function ofJson(value: unknown): Tree {
  if (Array.isArray(value)) return value.map((one, index) => [nameOf(one, index), ofJson(one)] as const);
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).map(([name, one]) => [name, ofJson(one)] as const);
  }
  return value === "" ? "(empty)" : String(value);
}

/** A member of a list by its name or ID. */
function nameOf(value: unknown, index: number): string {
  const members = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const name = ["name", "hostname", "label", "id", "cuid", "ip"].map(
    (wanted) => members.find(([member, one]) => member === wanted && typeof one === "string")?.[1],
  );
  return String(name.find((one) => one !== undefined && one !== "") ?? index + 1);
}

function readXml(body: string): Tree | undefined {
  if (!body.trimStart().startsWith("<")) return undefined;
  const { documentElement } = new DOMParser().parseFromString(body, "application/xml");
  return documentElement.querySelector("parsererror") ? undefined : ofXml(documentElement);
}

function ofXml(element: Element): Tree {
  const children = [...element.children];
  if (children.length === 0) return element.textContent?.trim() || "(empty)";
  return children.map((child) => [child.tagName, ofXml(child)] as const);
}
