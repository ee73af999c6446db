import test from "ava";
import { indiecloud } from "./support/command.ts";
import { openYamlStack, type YamlProgram } from "./support/plugin.ts";

/* indiecloud cost with the real CLI: a YAML program, the plugin, and two clouds whose prices are in different currencies. */

const program = (plan: string, withDisk: boolean): YamlProgram => ({
  resources: {
    web: { type: "indiecloud:lunanode:Vm", properties: { plan, image: "Debian 12 64-bit" } },
    ...(withDisk
      ? {
          data: { type: "indiecloud:lunanode:Volume", properties: { region: "toronto", size: 10 } },
          disk: { type: "indiecloud:ovh:Volume", properties: { region: "GRA11", size: 100, type: "high-speed" } },
        }
      : {}),
  },
});

test("cost says what a stack costs and what a pending change adds, as a table, Markdown and JSON", async (t) => {
  const { stack, write, emulators } = await openYamlStack(t, { clouds: ["lunanode", "ovh"] });
  await write(program("s.2", false));
  const up = await stack.run(["up", "--yes", "--skip-preview"]);
  t.is(up.code, 0, up.screen);

  await write(program("s.4", true));
  const before = emulators.requests().length;
  const { code, out } = await indiecloud(stack, ["cost"]);
  t.is(code, 0, out);
  t.deepEqual(
    new Set(
      emulators
        .requests()
        .slice(before)
        .map(({ kind }) => kind),
    ),
    new Set(["read"]),
  );
  t.regex(
    out,
    /EUR a month, 8\.69 EUR after pulumi up \(\+8\.69 EUR\); 10\.95 USD a month, 21\.90 USD after pulumi up/,
  );
  t.regex(out, /web +lunanode:Vm +10\.95 USD +21\.90 USD +\+10\.95 USD update/);
  t.regex(out, /data +lunanode:Volume +- +unknown +create/);
  t.regex(out, /- data \(lunanode:Volume\): no price of a volume is known from LunaNode's API/);

  const markdown = await indiecloud(stack, ["cost", "--no-preview", "--format", "markdown"]);
  t.is(markdown.code, 0, markdown.out);
  t.regex(markdown.out, /\| web \| lunanode:Vm \| 10\.95 USD \|/);

  const json = await indiecloud(stack, ["cost", "--no-preview", "--json"]);
  t.like(JSON.parse(json.out), {
    ...{ hoursPerMonth: 730, taxes: "excluded", hasPreview: false },
    totals: [{ currency: "USD", now: "10.95" }],
  });

  await write({ resources: { web: { type: "indiecloud:lunanode:Vm", properties: { plan: "nonesuch", image: "x" } } } });
  const failed = await indiecloud(stack, ["cost"]);
  t.is(failed.code, 1);
  t.regex(failed.err, /nonesuch.*\n*.*The preview failed\. For the costs of what exists, pass --no-preview\./s);
});
