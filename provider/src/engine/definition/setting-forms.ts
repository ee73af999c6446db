import type { Setting } from "./cloud.ts";
import { quoted } from "./secrecy.ts";

/** What is wrong with the text of a setting, independent of the cloud; undefined if nothing is. Does not quote credentials. */
export function malformed(setting: Setting, text: string): string | undefined {
  if (setting.isCredential === true) {
    return /^[\x21-\x7e]+$/.test(text)
      ? undefined
      : "contains a space, a line break or a non-ASCII character, which no key has. Copy it again.";
  }
  if (setting.form === "flag") {
    return text === "true" || text === "false" ? undefined : `is ${quoted(text)} and must be true or false.`;
  }
  if (setting.form === "rate") {
    return /^\d{1,3}(?:\.\d{1,3})?$/.test(text) && Number(text) > 0
      ? undefined
      : `is ${quoted(text)} and must be a number of requests per second, such as 2 or 0.5.`;
  }
  if (setting.form === "code") {
    return /^[A-Z]{2,5}$/.test(text) ? undefined : `is ${shownUrl(text)} and must be a code of capital letters.`;
  }
  if (setting.form === "url") {
    return isBareUrl(text)
      ? undefined
      : `is ${shownUrl(text)}. It must be a URL such as ${setting.default ?? "https://api.example.com"}, without user name, password, query or fragment.`;
  }
  return undefined;
}

function isBareUrl(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
    return false;
  }
  const { username, password, search, hash } = new URL(text);
  return `${username}${password}${search}${hash}` === "";
}

/** The text before an `@` may be a password. */
const shownUrl = (text: string): string => (/[@?]/.test(text) ? "a hidden text" : quoted(text));
