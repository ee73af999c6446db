import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";

const types: Readonly<Record<string, string>> = {
  "index.html": "text/html; charset=utf-8",
  "page.css": "text/css; charset=utf-8",
  "page.js": "text/javascript; charset=utf-8",
};

/** The file of the page at a path; undefined for any other path. */
export function pageFile(path: string): string | undefined {
  const name = path === "/" ? "index.html" : path.slice(1);
  return Object.hasOwn(types, name) ? name : undefined;
}

/** Nothing from elsewhere is loaded, and no other site can frame the page. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export function sendFile(response: ServerResponse, name: string): void {
  const body = read(name);
  response.writeHead(body === undefined ? 503 : 200, {
    "content-type": body === undefined ? "text/plain; charset=utf-8" : (types[name] ?? ""),
    "content-security-policy": policy,
    ...{ "x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "cache-control": "no-store" },
  });
  response.end(body ?? "The page is not built: run `make build`.\n");
}

/** Beside the compiled code, or in the folder of the build if this runs from its source. */
function read(name: string): Buffer | undefined {
  for (const folder of ["./page/", "../../dist/page/"]) {
    try {
      return readFileSync(new URL(folder + name, import.meta.url));
    } catch {
      // Not there.
    }
  }
  return undefined;
}
