import test from "ava";
import type { EmulatorOptions } from "../../emulators/src/index.ts";
import { vm } from "./support/lunanode.ts";
import { type Adapter, openTestStack } from "./support/stack.ts";

interface Case {
  title: string;
  options?: Omit<EmulatorOptions, "clock">;
  /** Environment in addition to the right credentials; `undefined` removes a variable. */
  env?: Record<string, string | undefined>;
  args?: Record<string, unknown>;
  matches: readonly RegExp[];
  adapter?: Adapter;
}

/*
 * One of each kind: configuration, authentication, a check, a refused create. The texts come from the engine and the clouds, and
 * the contract suite tests all of them.
 */

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
  { title: "no API key", env: { LUNANODE_API_KEY: undefined }, matches: [/apiKey is missing/, /LUNANODE_API_KEY/] },
  {
    title: "a wrong key",
    env: { LUNANODE_API_KEY: "x".repeat(128) },
    matches: [/LunaNode .*: authentication failure/, /Check that the API ID and key belong together/],
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
];

for (const { title, options, env = {}, args, matches, adapter = "plugin" } of cases) {
  test.serial(`${title}: one readable error with the next step, and nothing half-done`, async (t) => {
    const { stack, ids } = await openTestStack(t, { clouds: ["lunanode"], ...options, adapter });
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
