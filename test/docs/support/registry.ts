import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";

/** A package as it would be published. */
export interface Published {
  /** Its package.json. */
  manifest: { name: string; version: string };
  /** Path of the tarball from `npm pack`. */
  tarball: string;
}

/** An npm registry on loopback with these packages and no others. */
export async function serveRegistry(packages: readonly Published[]): Promise<{ url: string; stop(): void }> {
  const served = await Promise.all(
    packages.map(async ({ manifest, tarball }) => ({ manifest, content: await readFile(tarball) })),
  );
  let url = "";
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "");
    const found = served.find(({ manifest: { name } }) => path === `/${name}` || path === `/${name}/-/package.tgz`);
    if (found === undefined) {
      response.writeHead(404).end("{}");
      return;
    }
    const { manifest, content } = found;
    const { name, version } = manifest;
    if (path.endsWith(".tgz")) {
      response.end(content);
      return;
    }
    const integrity = `sha512-${createHash("sha512").update(content).digest("base64")}`;
    const dist = { tarball: `${url}/${name}/-/package.tgz`, integrity };
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({ name, "dist-tags": { latest: version }, versions: { [version]: { ...manifest, dist } } }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return {
    url,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
