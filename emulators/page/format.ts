import type { Tone } from "../src/panel/types.ts";
import { h } from "./dom.ts";

/** "accessControlGroup" as "Access control group". */
export function titleOf(name: string): string {
  const text = name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, " ").replaceAll(/[_-]/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}

/** "3 min", "2 h", "5 d". */
export function ageOf(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

const two = (n: number): string => String(n).padStart(2, "0");

/** "14:03:27" in UTC, as the clouds' own times. */
export function timeOf(milliseconds: number): string {
  const date = new Date(milliseconds);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}

export const dateOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

/** Text whose code is in backticks. */
export const prose = (text: string): Node[] =>
  text.split("`").map((part, index) => (index % 2 === 1 ? h("code", {}, part) : document.createTextNode(part)));

export const pill = (text: string, tone: Tone): HTMLElement | undefined =>
  text === "" ? undefined : h("span", { class: `pill ${tone}` }, text);
