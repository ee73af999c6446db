import test from "ava";
import fc from "fast-check";
import type { ConfigFileQuery, ConfigFileResult } from "./cloud.ts";
import { ConfigError, resolveSettings as resolve } from "./config.ts";
import { formatDuration, seconds } from "./duration.ts";
import { sectionsOf } from "./ini.ts";
import { generatedName } from "./names.ts";

const resolveSettings = (...args: Parameters<typeof resolve>) => resolve(...args).settings;

const cloud = {
  name: "fake",
  title: "Fake",
  settings: {
    id: { description: "Id.", env: ["FAKE_ID", "FAKE_ACCESS_ID"], isCredential: true },
    key: { description: "Key.", env: ["FAKE_KEY"], isCredential: true, secret: true },
    project: { description: "Project.", env: ["FAKE_PROJECT"], isCredential: true, default: "main" },
    endpoint: { description: "Where.", env: ["FAKE_ENDPOINT"], default: "https://fake" },
    format: { description: "Format.", env: [] },
  },
} as const;

const refusal = (given: unknown, env: Record<string, string> = {}): ConfigError => {
  try {
    resolveSettings(cloud, given, env);
  } catch (error) {
    if (error instanceof ConfigError) {
      return error;
    }
    throw error;
  }
  throw new Error("expected a ConfigError, but nothing was thrown");
};

const WHOLE = { project: "main", endpoint: "https://fake" };

test("a complete set is taken from the configuration, or else from the environment, in any of its spellings", (t) => {
  t.deepEqual(resolveSettings(cloud, { id: "a", key: "b" }, {}), { id: "a", key: "b", ...WHOLE });
  t.deepEqual(resolveSettings(cloud, undefined, { FAKE_ACCESS_ID: "c", FAKE_KEY: " d\n" }), {
    ...{ id: "c", key: "d", ...WHOLE },
  });
  t.is(resolveSettings(cloud, {}, { FAKE_ID: "vendor", FAKE_ACCESS_ID: "other", FAKE_KEY: "k" }).id, "vendor");
});

test("without any settings, the error names every missing key and both ways to set each", (t) => {
  const { message, missing } = refusal(undefined);
  t.deepEqual(missing, ["id", "key"]);
  t.regex(
    message,
    /^Fake credentials: id and key are missing \(found neither in the configuration nor in the environment\)/,
  );
  t.true(
    message.includes("pulumi config set --path 'indiecloud:fake.id' <value>, or the environment variable FAKE_ID"),
  );
  t.true(
    message.includes(
      "pulumi config set --path --secret 'indiecloud:fake.key' <value>, or the environment variable FAKE_KEY",
    ),
  );
});

for (const [what, given, env, missing, source] of [
  ["the key in the configuration", { id: "a" }, {}, "key", "the configuration"],
  ["the ID in the configuration", { key: "b" }, {}, "id", "the configuration"],
  ["the key in the environment", undefined, { FAKE_ID: "a" }, "key", "the environment"],
  ["the ID in the environment", undefined, { FAKE_KEY: "b" }, "id", "the environment"],
  [
    "the key, although the environment has one",
    { id: "a" },
    { FAKE_ID: "c", FAKE_KEY: "d" },
    "key",
    "the configuration",
  ],
  [
    "the ID, although the environment has one",
    { key: "b" },
    { FAKE_ID: "c", FAKE_KEY: "d" },
    "id",
    "the configuration",
  ],
  ["both, if the configuration has only the project", { project: "p" }, { FAKE_ID: "c", FAKE_KEY: "d" }, "id,key", ""],
  ["a key of blanks", { id: "a", key: "  " }, {}, "key", "the configuration"],
] as const) {
  test(`half a set is an error that names the missing keys and where the others are: ${what}`, (t) => {
    const error = refusal(given, env);
    t.is(error.missing.join(), missing);
    t.true(error.message.includes(source));
    t.false(error.message.includes('"a"') || error.message.includes('"b"'));
  });
}

test("the project never comes from another source than the credentials", (t) => {
  const settings = resolveSettings(cloud, { id: "a", key: "b" }, { FAKE_PROJECT: "theirs" });
  t.is(settings.project, "main");
  t.is(resolveSettings(cloud, undefined, { FAKE_ID: "a", FAKE_KEY: "b", FAKE_PROJECT: "p" }).project, "p");
});

test("a setting that is not a credential is looked up separately: configuration, environment, default", (t) => {
  const given = { id: "a", key: "b" };
  t.is(resolveSettings(cloud, given, { FAKE_ENDPOINT: "http://127.0.0.1:1" }).endpoint, "http://127.0.0.1:1");
  t.is(
    resolveSettings(cloud, { ...given, endpoint: "https://x" }, { FAKE_ENDPOINT: "https://y" }).endpoint,
    "https://x",
  );
  t.is(resolveSettings(cloud, { endpoint: "https://x" }, { FAKE_ID: "c", FAKE_KEY: "d" }).id, "c");
  t.false("format" in resolveSettings(cloud, given, {}));
});

test("an unknown key is an error with the known keys", (t) => {
  t.is(
    refusal({ apiKey: "x" }).message,
    "Fake: unknown setting apiKey. The settings are id, key, project, endpoint, format.",
  );
  t.regex(refusal({ toString: "x" }).message, /unknown setting toString/);
});

test("a configuration that is not an object is an error that says how to set one", (t) => {
  for (const given of ["text", 7, ["a"], null]) {
    t.regex(refusal(given).message, /must be an object, set with pulumi config set --path 'indiecloud:fake\.<key>'/);
  }
});

test("numbers in the configuration are read as text", (t) => {
  t.is(resolveSettings(cloud, { id: 12, key: "b" }, {}).id, "12");
});

test("durations are read as Pulumi writes them", (t) => {
  for (const [text, expected] of [
    ["90s", 90],
    ["10m", 600],
    ["1h30m", 5400],
    ["1.5h", 5400],
    ["500ms", 0.5],
    ["0s", 0],
    ["", undefined],
    ["10", undefined],
    ["m", undefined],
    ["1d", undefined],
    ["-5m", undefined],
    ["5 m", undefined],
    ["5mm", undefined],
  ] as const) {
    t.is(seconds(text), expected, text);
  }
});

test("a formatted duration is read back as the same", (t) => {
  t.deepEqual([0, 59, 60, 75, 3600, 3661].map(formatDuration), ["0s", "59s", "1m", "1m15s", "1h", "1h1m1s"]);
  fc.assert(fc.property(fc.nat(1_000_000), (total) => seconds(formatDuration(total)) === total));
  t.pass();
});

test("a generated name depends only on the URN and the previous name, and always follows the rule", (t) => {
  const rule = { max: 12, character: /[a-z0-9-]/ };
  fc.assert(
    fc.property(fc.string(), fc.string(), (logical, before) => {
      const urn = `urn:pulumi:dev::shop::fake:Box::${logical}`;
      const name = generatedName(rule, urn, before);
      t.is(generatedName(rule, urn, before), name);
      t.regex(name, /^[a-z0-9][a-z0-9-]*-[0-9a-f]{7}$/);
      t.true(name.length <= rule.max);
      t.not(generatedName(rule, urn, name), name);
    }),
  );
});

test("a generated name begins as the rule requires, and is otherwise the same", (t) => {
  const rule = { max: 20, character: /[a-z0-9-]/ };
  const named = (logical: string, first?: RegExp) =>
    generatedName(
      { ...rule, ...(first === undefined ? {} : { first }) },
      `urn:pulumi:dev::shop::fake:Box::${logical}`,
      "",
    );
  t.regex(named("9-Web"), /^9-web-[0-9a-f]{7}$/);
  t.regex(named("9-Web", /[a-z]/), /^web-[0-9a-f]{7}$/);
  t.regex(named("2026", /[a-z]/), /^r-[0-9a-f]{7}$/);
  t.is(named("web", /[a-z]/), named("web"));
});

const several = {
  name: "many",
  title: "Many",
  settings: {
    id: { description: "Id.", env: ["MANY_ID"], isCredential: true },
    key: { description: "Key.", env: ["MANY_KEY"], isCredential: true, secret: true },
    token: { description: "Token.", env: ["MANY_TOKEN"], isCredential: true, secret: true },
    project: { description: "Project.", env: ["MANY_PROJECT"], required: true },
    endpoint: { description: "Where.", env: ["MANY_ENDPOINT"], default: "eu" },
  },
  credentialSets: [["id", "key"], ["token"]],
  file: {
    paths: ["./many.conf", "~/.many.conf"],
    parse: (texts: readonly string[], { known }: ConfigFileQuery): ConfigFileResult => {
      const section = sectionsOf(...texts).get(known("endpoint") ?? "eu");
      return {
        settings: Object.fromEntries(section ?? []),
        section: known("endpoint"),
        problem: "Look into many.conf.",
      };
    },
  },
} as const;

test("of several credential sets, the complete one is used, and nothing of another", (t) => {
  const rest = { project: "p", endpoint: "eu" };
  t.deepEqual(resolveSettings(several, { project: "p", token: "t" }, {}), { token: "t", ...rest });
  t.deepEqual(resolveSettings(several, { id: "a", key: "b" }, { MANY_TOKEN: "t", MANY_PROJECT: "p" }), {
    ...{ id: "a", key: "b", ...rest },
  });
  t.throws(() => resolveSettings(several, { id: "a", token: "t", project: "p" }, {}), {
    message:
      /id, token cannot be used together \(the configuration has all of them\). Set one of: id and key; or token\./,
  });
  t.throws(() => resolveSettings(several, { id: "a", project: "p" }, {}), { message: /key is missing/ });
  t.throws(() => resolveSettings(several, { token: "t" }, {}), { message: /project is missing.*MANY_PROJECT/s });
});

test("the vendor's own file is the last source, the nearest first", (t) => {
  const files: Record<string, string> = {
    "./many.conf": "[eu]\nid=near",
    "~/.many.conf": "[eu]\nid=far\nkey=k\nproject=theirs\n[us]\nid=american\nkey=dream",
  };
  const read = (path: string) => files[path];
  const env = { MANY_PROJECT: "p" };
  t.like(resolveSettings(several, undefined, env, read), { id: "near", key: "k" });
  t.like(resolveSettings(several, { endpoint: "us" }, env, read), { id: "american", key: "dream" });
  t.is(resolveSettings(several, undefined, { ...env, MANY_TOKEN: "t" }, read).id, undefined);
  t.throws(() => resolveSettings(several, undefined, env, () => undefined), {
    message: /id and key are missing.*\nLook into many\.conf\.$/s,
  });
});

test("the source of the credentials is known, and the section of a file", (t) => {
  const read = (path: string) => (path === "~/.many.conf" ? "[us]\nid=american\nkey=dream\nproject=theirs" : undefined);
  t.is(resolve(several, { project: "p", token: "t" }, {}, read).from, "the configuration");
  t.is(resolve(several, undefined, { MANY_TOKEN: "t", MANY_PROJECT: "p" }, read).from, "the environment");
  t.is(resolve(several, { endpoint: "us" }, {}, read).from, "~/.many.conf, us");
});

test("other settings of a file count without its credentials or not, as the vendor defines it", (t) => {
  const read = () => "[eu]\nid=a\nkey=b\nproject=theirs";
  const whole = { ...several, file: { ...several.file, whole: true } } as const;
  t.is(resolveSettings(several, { token: "t" }, {}, read).project, "theirs");
  t.throws(() => resolveSettings(whole, { token: "t" }, {}, read), { message: /project is missing/ });
  t.is(resolveSettings(whole, undefined, {}, read).project, "theirs");
});
