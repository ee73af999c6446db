import test, { type ExecutionContext } from "ava";
import type { CloudName, Emulators } from "../../emulators/src/index.ts";
import { openVerifying } from "../../provider/src/adapters/verify/verifying.ts";
import { loadCloud } from "../../provider/src/clouds/index.ts";
import { inhabitedAccount } from "./support.ts";

/* The report of `verify` is safe to publish: it contains nothing of the account. */

const CLOUDS: readonly CloudName[] = ["lunanode", "hostdime", "gigenet", "naver", "ovh"];

/** Texts of the account: its credentials, and identifying fields of its objects. */
function tellingTexts(
  emulators: Emulators,
  cloud: CloudName,
  credentials: Readonly<Record<string, unknown>>,
): string[] {
  const fields =
    /(^id$|name|hostname|label|ip$|^ips$|ip[A-Z]|address|cidr|email|description|content|value|key|password|login|ptr|account|project)/i;
  const texts = emulators
    .objects(cloud)
    // Objects without an account are the cloud's own, such as regions and plans.
    .filter((object) => "account" in object && object.account !== "")
    .flatMap((object) =>
      Object.entries(object).flatMap(([field, value]) =>
        fields.test(field) && !/regions/i.test(field) ? [value].flat().map(String) : [],
      ),
    );
  const own = Object.values(emulators.clouds[cloud].accounts[0] ?? {}).map(String);
  return [...new Set([...texts, ...Object.values(credentials).map(String), ...own])];
}

/** Whether a text contains another as a separate word. */
function isWithin(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!/\w/.test(text[at - 1] ?? "") && !/\w/.test(text[at + word.length] ?? "")) return true;
  }
  return false;
}

async function reportOn(t: ExecutionContext, cloud: CloudName, withServer: boolean) {
  const account = await inhabitedAccount(t, cloud);
  const { clock, config, emulators, exchange } = account;
  const verifying = await openVerifying({ load: loadCloud, env: {}, clock, exchange }, cloud, config());
  await verifying.read();
  if (withServer) {
    const request = cloud === "hostdime" ? { plan: "vps-1", image: "Debian 12" } : {};
    await verifying.planServer(cloud === "ovh" ? { region: "GRA11" } : request);
    await verifying.tryServer({ serverHours: 9 }, () => undefined);
  }
  const telling = tellingTexts(emulators, cloud, config());
  return { ...verifying.report(), telling, emulators };
}

/** The cloud's own, or too short to identify anything: such a text may be in the report by chance. */
const isHarmless = (text: string): boolean =>
  text.length < 4 || /^(true|false|default|active|null|undefined)$/.test(text);

for (const cloud of CLOUDS) {
  test(`${cloud}: no credential, address, name or ID of the account is in the report`, async (t) => {
    const { report, page, telling } = await reportOn(t, cloud, true);
    const shown = JSON.stringify(report.exchanges) + JSON.stringify(report.steps) + JSON.stringify(report.reads) + page;
    t.true(report.exchanges.length > 5);
    t.true(telling.length > 10);
    t.deepEqual(
      telling.filter((text) => !isHarmless(text) && isWithin(shown, text)),
      [],
    );
  });
}
