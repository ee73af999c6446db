import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import test from "ava";
import { startEmulators } from "../../emulators/src/index.ts";
import { offlineEnvironment } from "../../tools/pulumi/environment.ts";
import { packAll } from "../e2e/support/packages.ts";
import { run } from "../e2e/support/run-command.ts";
import { blocksOf, type Page, pages, root } from "./support/blocks.ts";
import { serveRegistry } from "./support/registry.ts";

/** The shell blocks below a second-level heading, as one script. */
const scriptOf = ({ path, text }: Page, heading: string): string => {
  const section = text.split(/^(?=## )/m).find((part) => part.startsWith(`## ${heading}`)) ?? "";
  return blocksOf({ path, text: section })
    .filter(({ language }) => language === "sh")
    .map((block) => block.text)
    .join("");
};

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
  const home = join(folder, "home");
  const fresh = join(folder, "fresh");
  await Promise.all([home, fresh].map((each) => mkdir(each)));

  const { credentials, endpoint } = emulators.clouds.lunanode;
  const all = await pages();
  const page = (path: string): Page => all.find((each) => each.path === path) ?? { path, text: "" };
  const readme = scriptOf(page("README.md"), "Five minutes");
  // The commands on the page about secrets run before the server is destroyed.
  const [start = "", end = ""] = readme.split(/^(?=pulumi destroy)/m);
  const typed = `${start}${scriptOf(page("docs/secrets.md"), "Credentials")}${scriptOf(page("docs/secrets.md"), "What a server gives")}${end}`;
  const script = typed
    .replaceAll(/(apiId'|LUNANODE_API_ID=)( ?)…/g, `$1$2${credentials.apiId}`)
    .replaceAll(/(apiKey'|LUNANODE_API_KEY=)( ?)…/g, `$1$2${credentials.apiKey}`);
  t.false(script.includes("…"), script);

  // The page itself sets where Pulumi keeps its state.
  const { PULUMI_BACKEND_URL: _, ...offline } = await offlineEnvironment(folder);
  const { code, screen } = await run("bash", ["-e", "-c", script], {
    cwd: fresh,
    env: {
      ...offline,
      HOME: home,
      TMPDIR: tmpdir(),
      LUNANODE_ENDPOINT: endpoint,
      // Nobody is there to confirm.
      PULUMI_SKIP_CONFIRMATIONS: "true",
      "npm_config_@indiecloud:registry": registry.url,
      npm_config_userconfig: process.env.npm_config_userconfig ?? join(homedir(), ".npmrc"),
      npm_config_cache: process.env.npm_config_cache ?? join(homedir(), ".npm"),
      npm_config_prefer_offline: "true",
    },
  });
  t.is(code, 0, screen);
  t.regex(screen, /No problems found\./);
  t.regex(screen, /\bm\.1\b.*USD/);
  t.regex(screen, /ip *: "\d+\.\d+\.\d+\.\d+"/);
  t.false(screen.includes(credentials.apiKey), "the key was printed");
  const requested = emulators.requests("lunanode").map(({ operation }) => operation);
  t.is(requested.filter((operation) => operation === "vm/create").length, 1);
  t.deepEqual(
    emulators.objects("lunanode").filter(({ kind }) => kind === "vm"),
    [],
  );
});
