import test from "ava";
import type { EmulatorOptions } from "../../emulators/src/index.ts";
import { vm } from "./support/lunanode.ts";
import { type Adapter, openTestStack } from "./support/stack.ts";

interface Case {
  title: string;
  options?: Omit<EmulatorOptions, "clock">;
  skew?: number;
  /** Environment in addition to the right credentials; `undefined` removes a variable. */
  env?: Record<string, string | undefined>;
  args?: Record<string, unknown>;
  matches: readonly RegExp[];
  adapter?: Adapter;
}

/* With the plugin, and one of each kind as a dynamic resource: the texts come from the engine and the clouds. */

const switches = (lunanode: NonNullable<NonNullable<EmulatorOptions["switches"]>["lunanode"]>) => ({
  options: { switches: { lunanode } },
});

const cases: readonly Case[] = [
  {
    title: "no credentials",
    adapter: "dynamic",
    env: { LUNANODE_API_ID: undefined, LUNANODE_API_KEY: undefined },
    matches: [
      /LunaNode credentials: apiId and apiKey are missing/,
      /pulumi config set --path --secret 'indiecloud:lunanode\.apiKey'/,
      /LUNANODE_API_ID/,
    ],
  },
  { title: "no API ID", env: { LUNANODE_API_ID: undefined }, matches: [/apiId is missing/, /LUNANODE_API_ID/] },
  { title: "no API key", env: { LUNANODE_API_KEY: undefined }, matches: [/apiKey is missing/, /LUNANODE_API_KEY/] },
  {
    title: "a wrong key",
    env: { LUNANODE_API_KEY: "x".repeat(128) },
    matches: [/LunaNode .*: authentication failure/, /Check that the API ID and key belong together/],
  },
  {
    title: "a wrong clock",
    skew: 3600,
    matches: [/authentication failure.*bad nonce/, /this machine's clock is right/],
  },
  {
    title: "a key bound to another address",
    ...switches({ boundSourceIp: "192.0.2.1" }),
    matches: [/authentication failure.*source IP mismatch/, /allows this IP address/],
  },
  {
    title: "an unknown region",
    args: { region: "torronto" },
    matches: [/"torronto" is not a LunaNode region/, /"Toronto, Canada" \(ID toronto\)/],
  },
  {
    title: "no capacity",
    adapter: "dynamic",
    ...switches({ fullRegions: ["toronto"] }),
    matches: [/LunaNode vm\/create/, /Choose another region or plan/],
  },
  { title: "no credit", ...switches({ credit: 0 }), matches: [/LunaNode vm\/create/, /Add credit to the account/] },
  {
    title: "the quota of VMs is used up",
    ...switches({ vmQuota: 0 }),
    matches: [/LunaNode vm\/create/, /higher limit/],
  },
];

for (const { title, options, skew, env = {}, args, matches, adapter = "plugin" } of cases) {
  test.serial(`${title}: one readable error with the next step, and nothing half-done`, async (t) => {
    const { stack, emulators, ids } = await openTestStack(t, { clouds: ["lunanode"], ...options, adapter });
    if (skew !== undefined) {
      emulators.setClockSkew("lunanode", skew);
    }
    for (const [name, value] of Object.entries(env)) {
      if (value === undefined) {
        delete stack.env[name];
      } else {
        stack.env[name] = value;
      }
    }
    const up = await stack.up(vm(args));
    t.not(up.code, 0, up.screen);
    for (const pattern of matches) {
      t.regex(up.screen, pattern);
    }
    t.notRegex(up.screen, /\bat .*\(.*:\d+:\d+\)/, "no stack trace");
    t.deepEqual(ids("vm"), []);
    t.is((await stack.state()).filter(({ type }) => type.includes("lunanode")).length, 0);
  });
}

test.serial("throttling is waited for, and reported if it does not end", async (t) => {
  const { stack, emulators, ids } = await openTestStack(t, { clouds: ["lunanode"], adapter: "plugin" });
  emulators.addFault({
    cloud: "lunanode",
    operation: "vm/create",
    times: 2,
    fault: { status: 429, headers: { "Retry-After": "1" } },
  });
  const up = await stack.up(vm());
  t.is(up.code, 0, up.screen);
  t.is(ids("vm").length, 1);
  emulators.addFault({
    cloud: "lunanode",
    operation: "vm/rename",
    times: 0,
    fault: { status: 429, headers: { "Retry-After": "3600" } },
  });
  const refused = await stack.up(vm({ name: "other" }));
  t.not(refused.code, 0);
  t.regex(refused.screen, /LunaNode vm\/rename: .*(429|throttl|too many)/i);
  emulators.clearFaults();
  const again = await stack.up(vm({ name: "other" }));
  t.is(again.code, 0, again.screen);
  t.is(ids("vm").length, 1);
});
