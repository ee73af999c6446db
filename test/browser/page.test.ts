import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import test from "ava";
import type { Browser, Page } from "playwright-core";
import { type Emulators, startEmulators } from "../../emulators/src/index.ts";
import { plainVm, testClient } from "../../emulators/src/lunanode/testing.ts";
import { testsThatNeed } from "../support/needs.ts";
import { findChromium, findViolations, type Look, launch, looks, setLook } from "./browser.ts";
import { fill } from "./fill.ts";

/* The page of the emulators in a real browser, with the page that `make build` has made. */

const testInBrowser = await testsThatNeed("Chromium", findChromium);
/** Pictures of every view are written here if this is set. */
const pictures = process.env.INDIECLOUD_SCREENSHOTS;

/** One for all tests. */
let browser: Promise<Browser> | undefined;
test.after.always(async () => (await browser)?.close());

async function open(executable: string, emulators: Emulators): Promise<{ page: Page; outside: string[] }> {
  browser ??= launch(executable);
  const page = await (await browser).newPage();
  page.setDefaultTimeout(Number(process.env.INDIECLOUD_BROWSER_TIMEOUT ?? 120_000));
  const outside: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(emulators.admin) && !request.url().startsWith("data:")) outside.push(request.url());
  });
  page.on("pageerror", (error) => outside.push(String(error)));
  await page.goto(`${emulators.admin}/`);
  await page.locator("main section").first().waitFor();
  return { page, outside };
}

async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

testInBrowser(
  "axe finds nothing on any view, and none is wider than a phone or loads anything from elsewhere",
  async (t, executable) => {
    const emulators = await startEmulators({ timeScale: 0, switches: { hostdime: { ordering: true } } });
    t.teardown(() => emulators.stop());
    await fill(emulators);
    const { page, outside } = await open(executable, emulators);
    const violations: string[] = [];
    const check = async (what: string, look: Look): Promise<void> => {
      const style = `${look.colorScheme}-${look.width}`;
      await picture(page, `${what}-${style}`);
      // Only colors differ in the other looks.
      const found = await findViolations(page, looks.indexOf(look) < 2 ? undefined : ["color-contrast"]);
      violations.push(...found.map((one) => `${what} ${style}: ${one}`));
    };
    for (const look of looks) {
      await setLook(page, look);
      for (const view of ["objects", "requests", "faults", "switches", "connect"]) {
        await page.goto(`${emulators.admin}/#/${view}`);
        await page.locator("main .card:visible").first().waitFor();
        await check(view, look);
        if (view !== "objects" && view !== "requests") continue;
        await page.locator("main button.link").first().click();
        await page.locator("dialog[open]").waitFor();
        await check(`${view}-detail`, look);
        await page.keyboard.press("Escape");
      }
    }
    t.deepEqual(violations, []);
    t.deepEqual(outside, []);
  },
);

testInBrowser(
  "objects appear and change without a reload, and are changed behind the user's back",
  async (t, executable) => {
    const emulators = await startEmulators({ timeScale: 0 });
    t.teardown(() => emulators.stop());
    const { page, outside } = await open(executable, emulators);
    await page.goto(`${emulators.admin}/#/objects/lunanode`);
    const hostname = "<img src=x onerror=alert(1)>";
    await testClient(emulators).ok("vm/create", plainVm(emulators, { hostname: "web", plan_id: "88" }));
    const row = page.getByRole("row", { name: /web/ });
    await row.getByText("build").waitFor();
    await page.getByRole("button", { name: "+1 min" }).click();
    await row.getByText("online").waitFor();
    await row.getByRole("cell", { name: "198.18.0.10, 172.20.0.10", exact: true }).waitFor();
    await row.getByRole("cell", { name: "m.4", exact: true }).waitFor();

    // By keyboard: open, power off, rename; Escape returns to where it was opened.
    await row.getByRole("button", { name: "web" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "web" });
    await dialog.getByRole("button", { name: "Power off" }).press("Enter");
    await row.getByText("offline").waitFor();
    await dialog.getByLabel("New value").fill(hostname);
    await dialog.getByRole("button", { name: "Set" }).press("Enter");
    const renamed = page.getByRole("button", { name: hostname });
    await renamed.waitFor({ state: "attached" });
    const vm = () => emulators.objects("lunanode").find(({ kind }) => kind === "vm");
    t.like(vm(), { phase: "offline", hostname });
    await page.keyboard.press("Escape");
    t.is(await page.locator("button:focus").textContent(), hostname);

    await renamed.press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await renamed.waitFor({ state: "detached" });
    t.is(vm(), undefined);
    t.deepEqual(outside, []);
  },
);

testInBrowser(
  "requests can be filtered and opened, faults and switches set, and credentials copied",
  async (t, executable) => {
    const emulators = await startEmulators({ timeScale: 0 });
    t.teardown(() => emulators.stop());
    const { apiId, apiKey } = emulators.clouds.lunanode.credentials;
    const { page } = await open(executable, emulators);
    await page.goto(`${emulators.admin}/#/faults/lunanode`);
    await page.getByLabel("What happens").selectOption("The cloud's own error");
    await page.getByLabel("Operation").fill("vm/*");
    await page.getByRole("button", { name: "Add fault" }).click();
    await page.getByRole("row", { name: /LunaNode: vm/ }).waitFor();
    const client = testClient(emulators);
    t.is((await client.call("vm/list")).error, "try again later");
    await page.getByText("No fault is in force").waitFor();
    await client.ok("region/list");
    await testClient(emulators, { apiId, apiKey: apiKey.replaceAll("s", "z") }).call("plan/list");

    await page.getByRole("link", { name: "Requests" }).click();
    const rows = page.getByRole("table").locator("tbody tr");
    await rows.nth(2).waitFor();
    await page.getByLabel("Problems only").check();
    t.is(await rows.count(), 2);
    await page.getByLabel("Filter requests").fill("vm/*");
    t.is(await rows.count(), 1);
    await page.getByLabel("Filter requests").fill("plan");
    await rows.getByRole("button", { name: "plan/list" }).click();
    const dialog = page.getByRole("dialog", { name: "plan/list" });
    await dialog
      .getByText(/invalid the signature|does not match|signature/i)
      .first()
      .waitFor();
    await dialog.getByText("authentication failure", { exact: false }).first().waitFor();
    await page.keyboard.press("Escape");

    await page.getByRole("link", { name: "Switches" }).click();
    // A switch is found by what it decides, too, and has that as its description; a member of a group may have the group's.
    await page.getByLabel("Find switches").fill("adds the memory");
    const plans = page.getByLabel("Plan names");
    const about = page.locator(`#${await plans.getAttribute("aria-describedby")}`);
    t.regex((await about.textContent()) ?? "", /^plan\/list names: short is m\.2; long adds the memory/);
    await page.getByLabel("Find switches").fill("durations.powerOn");
    const group = page.locator(`#${await page.getByLabel("Power on").getAttribute("aria-describedby")}`);
    t.regex((await group.textContent()) ?? "", /^How long things take, in virtual seconds/);
    await page.getByLabel("Find switches").fill("");
    await plans.selectOption("long");
    await page.getByLabel("Changed only").check();
    await page.getByText("(default: short)").waitFor();
    t.is(emulators.clouds.lunanode.switches().planNames, "long");

    await page.getByRole("link", { name: "Connect" }).click();
    // Only a window in front may use the real clipboard.
    await page.evaluate("navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }");
    await page.getByRole("button", { name: "Copy LunaNode: shell" }).click();
    await page.getByText("Copied.").waitFor();
    const copied = String(await page.evaluate("globalThis.copied"));
    t.true(copied.includes(`export LUNANODE_API_ID=${apiId}\n`) && copied.includes(apiKey));
  },
);

testInBrowser("a report runs nothing, loads nothing, and axe finds nothing in it", async (t, executable) => {
  browser ??= launch(executable);
  const page = await (await browser).newPage();
  const outside: string[] = [];
  page.on("request", (request) => outside.push(request.url()));
  page.on("dialog", (dialog) => outside.push(dialog.message()));
  const { samplePages }: { samplePages(): Record<string, string> } = createRequire(import.meta.url)(
    "../../sdk/src/command/report/testing.ts",
  );
  const violations: string[] = [];
  for (const [what, text] of Object.entries(samplePages())) {
    await page.setContent(text);
    t.is(await page.locator("img, script").count(), 0);
    for (const look of looks) {
      await setLook(page, look);
      await picture(page, `${what}-${look.colorScheme}-${look.width}`);
      violations.push(...(await findViolations(page, looks.indexOf(look) < 2 ? undefined : ["color-contrast"])));
    }
  }
  t.deepEqual([violations, outside], [[], []]);
});
