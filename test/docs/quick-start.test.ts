import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "ava";
import { startEmulators } from "../../emulators/src/index.ts";
import { packAll } from "../e2e/support/packages.ts";
import { type Page, pages, root } from "./support/blocks.ts";
import { npmOfUser, scriptOf, type } from "./support/quick-start.ts";
import { serveRegistry } from "./support/registry.ts";

test("the README's quick start, run unchanged in a new folder", async (t) => {
  t.timeout(600_000);
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-quick-start-"));
  const emulators = await startEmulators({ clouds: ["lunanode"], timeScale: 300 });
  const tarballs = await packAll();
  const manifestOf = async (name: string) => JSON.parse(await readFile(join(root, name, "package.json"), "utf8"));
  const registry = await serveRegistry([
    { manifest: await manifestOf("sdk"), tarball: tarballs.sdk },
    { manifest: await manifestOf("provider"), tarball: tarballs.provider },
  ]);
  t.teardown(async () => {
    registry.stop();
    await emulators.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  const all = await pages();
  const page = (path: string): Page => all.find((each) => each.path === path) ?? { path, text: "" };
  const readme = scriptOf(page("README.md"), "Five minutes");
  // The commands on the page about secrets run before the server is destroyed.
  const [start = "", end = ""] = readme.split(/^(?=pulumi destroy)/m);
  const script = `${start}${scriptOf(page("docs/secrets.md"), "Credentials")}${scriptOf(page("docs/secrets.md"), "What a server gives")}${end}`;
  const { code, screen } = await type(script, {
    folder,
    lunanode: emulators.clouds.lunanode,
    env: { ...npmOfUser(), "npm_config_@indiecloud:registry": registry.url },
  });
  t.is(code, 0, screen);
  t.regex(screen, /No problems found\./);
  t.regex(screen, /\bm\.1\b.*USD/);
  t.regex(screen, /ip *: "\d+\.\d+\.\d+\.\d+"/);
  t.false(screen.includes(emulators.clouds.lunanode.credentials.apiKey), "the key was printed");
  const requested = emulators.requests("lunanode").map(({ operation }) => operation);
  t.is(requested.filter((operation) => operation === "vm/create").length, 1);
  t.deepEqual(
    emulators.objects("lunanode").filter(({ kind }) => kind === "vm"),
    [],
  );
});
