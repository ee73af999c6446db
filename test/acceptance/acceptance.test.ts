import test from "ava";
import { makeAcceptance, PlayedClouds } from "./support.ts";

/* `make acceptance`, with emulators in another process as the real clouds. Seeds, durations, texts and switches differ from those
of the contract suite. */

/** How much faster than real time the emulators and the provider's clock run: the faster the emulators, the fewer polls. */
const EMULATED = 300;
const TIME_SCALE = "20";

const switches: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>> = {
  lunanode: {
    ...{
      groupsAs: "names",
      missingAddress: "empty",
      planNames: "long",
      deletedLingers: "shown",
    },
    ...{ createReplies: "bare", regionMenu: "france", emptyLists: "absent", repeatedPower: "conflict" },
    ...{
      resizeNeedsStop: true,
      conflictError: "plain",
      oldMissingTexts: true,
      remoteGroupAs: "name",
      portRange: "full",
    },
    ...{ notFoundText: "nobody knows this {kind}", contentType: "text/html", "durations.build": 33 },
    // The provider's clock runs ahead.
    nonceWindow: 1e9,
  },
  ovh: {
    ...{ newerFields: false, flavorMemory: "MB", voidBody: "empty", errorStyle: "legacy", networkIdShown: "pn" },
    ...{ publicNetworkIdShown: "empty", operationResource: "top", deletedLingers: true, deleteAgain: "ok" },
    ...{ busyStatus: "400", repeatedPower: "ok", unknownReference: "404", "words.build": "BUILDING" },
    ...{ notFoundText: "Nobody knows this {kind}", "durations.build": 44, timestampWindow: 1e9 },
  },
};

let clouds: PlayedClouds;

test.before(async () => {
  const flags = Object.entries(switches).flatMap(([cloud, positions]) =>
    Object.entries(positions).flatMap(([name, position]) => ["--switch", `${cloud}.${name}=${position}`]),
  );
  const names = ["lunanode", "ovh", "gigenet"].flatMap((cloud) => ["--cloud", cloud]);
  clouds = await PlayedClouds.start([...names, "--time-scale", String(EMULATED), "--seed", "a real cloud", ...flags]);
});

test.after.always(() => clouds.stop());

const run = async (cloud: string, variables: Readonly<Record<string, string>> = {}) => {
  // The emulator omits empty lists here, and the account's owner knows that.
  const known = { LUNANODE_MISSING_LIST_MEANS_EMPTY: "true" };
  const account = await clouds.environment(cloud);
  return makeAcceptance({ CLOUD: cloud, TIME_SCALE, ...variables }, { ...account, ...known });
};

/** Skipped rows: only some clouds support them. */
const SKIPPED = /^ {2}- .*\(§[\d.]+\)$/gm;

for (const [cloud, variables] of [
  ["lunanode", { LIMIT: "0.5" }],
  ["ovh", { LIMIT_HOURS: "40", REGION: "GRA11" }],
] as const) {
  test(`${cloud}: every row passes on a cloud that behaves differently from the suite's, and nothing is left`, async (t) => {
    const before = await clouds.objects(cloud);
    const { code, output } = await (await run(cloud, { ...variables, YES: "1" })).ended;
    const skipped = output.match(SKIPPED)?.length ?? 0;
    t.regex(output, new RegExp(`^[1-9]\\d passed, 0 failed, ${skipped} skipped$`, "m"), output);
    t.regex(output, /^Nothing is left\.$/m);
    t.is(code, 0);
    t.deepEqual(await clouds.objects(cloud), before);
    for (const secret of await clouds.secrets(cloud)) {
      t.false(output.includes(secret), "no secret is printed");
    }
  });
}

test("without a price it requires a limit, and without YES it creates nothing; a kill is cleaned up; the limit prevents another server", async (t) => {
  const cloud = "gigenet";
  const before = await clouds.objects(cloud);
  const [withoutLimit, withoutYes] = await Promise.all(
    [{ YES: "1" }, { LIMIT_HOURS: "40" }].map(async (variables) => (await run(cloud, variables)).ended),
  );
  t.regex(withoutLimit?.output ?? "", /Nothing was made\. The price of this server is not known\..*LIMIT_HOURS/);
  t.regex(withoutYes?.output ?? "", /2\d server-hours\. Limit: 40 server-hours.*\nNothing was made\..*YES=1/);
  t.deepEqual([withoutLimit?.code, withoutYes?.code], [2, 2]);
  t.is(await clouds.count(cloud, "RunInstances"), 0);

  const killed = await run(cloud, { LIMIT_HOURS: "40", ROWS: "its name can be reused", YES: "1" });
  await clouds.waitFor(cloud, "RunInstances");
  killed.kill();
  await killed.ended;
  t.not((await clouds.objects(cloud)).length, before.length);
  const cleaned = await (await run(cloud, { CLEAN_UP: "1" })).ended;
  t.regex(cleaned.output, /^deleted instance .*\nNothing is left\.$/m);
  t.is(cleaned.code, 0);
  t.deepEqual(await clouds.objects(cloud), before);

  const limited = await (await run(cloud, { LIMIT_HOURS: "2", ROWS: "up without|its name can be reused", YES: "1" }))
    .ended;
  t.regex(limited.output, /The limit allows no other server \(2 server-hours of 2 server-hours\), so none was made/);
  t.regex(limited.output, /^Nothing is left\.\nSpent at most 2 server-hours of 2 server-hours\.$/m);
  t.is(limited.code, 2);
  t.is(await clouds.count(cloud, "RunInstances"), 3);
  t.deepEqual(await clouds.objects(cloud), before);
});
