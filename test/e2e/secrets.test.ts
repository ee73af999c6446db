import test from "ava";
import { vm } from "./support/lunanode.ts";
import { openTestStack } from "./support/stack.ts";

test.serial("credentials, their parts and login details are in no state file, diagnostic or log line", async (t) => {
  const { stack, emulators } = await openTestStack(t, { env: { INDIECLOUD_DEBUG: "2" } });
  const { apiKey } = emulators.clouds.lunanode.credentials;
  const echoed = Buffer.from(`x${apiKey}`).toString("base64");
  const screens: string[] = [];
  const states: string[] = [];
  const keep = async (result: { screen: string }) => {
    screens.push(result.screen);
    states.push(await stack.stateText());
  };
  emulators.setTimeScale(0);
  await keep(await stack.up(vm({}, { customTimeouts: { create: "1s" } })));
  emulators.setTimeScale(60);
  await keep(await stack.up(vm(), ["--diff"]));
  emulators.addFault({
    cloud: "lunanode",
    operation: "vm/rename",
    times: 0,
    fault: { status: 500, body: `{"success":"no","error":"no ${apiKey} nor ${echoed}"}` },
  });
  await keep(await stack.up(vm({ name: "renamed" })));
  emulators.clearFaults();
  await keep(await stack.refresh([]));
  await keep(await stack.preview());
  const [object] = emulators.objects("lunanode").filter(({ kind }) => kind === "vm");
  const [, password] = /password: (\w+)/.exec(String(object?.loginDetails)) ?? [];
  const canaries = {
    "the API key": apiKey,
    "its partial key": apiKey.slice(0, 64),
    "its secret half": apiKey.slice(64),
    "the API key in base64": echoed.slice(2, 40),
    password,
  };
  for (const [what, canary] of Object.entries(canaries)) {
    if (typeof canary !== "string") {
      t.fail(`the emulator has no ${what}`);
      continue;
    }
    for (const text of [...screens, ...states]) {
      t.false(
        text.includes(canary),
        `${what} is in: ${text.slice(Math.max(0, text.indexOf(canary) - 300), text.indexOf(canary))}`,
      );
    }
  }
  // 128 hexadecimal digits would be a signature.
  t.false([...screens, ...states].some((text) => /\b[0-9a-f]{128}\b/.test(text)));
  t.true(
    screens.some((screen) => /LunaNode vm\/list/.test(screen)),
    "the debug lines are there",
  );
  const { outputs } = await stack.resource("web");
  t.true(JSON.stringify(outputs.password).includes("ciphertext"));
});

test.serial("__provider is at most 100 bytes, and the state of one VM at most 3 KB", async (t) => {
  const { stack } = await openTestStack(t);
  const up = await stack.up(
    vm({ powerState: "running", securityGroups: ["default"] }, { customTimeouts: { create: "5m" } }),
  );
  t.is(up.code, 0, up.screen);
  const resource = await stack.resource("web");
  t.true(Buffer.byteLength(String(resource.inputs.__provider)) <= 100);
  const size = Buffer.byteLength(JSON.stringify(resource));
  t.log(`${size} bytes`);
  t.true(size <= 3072, `${size} bytes`);
});
