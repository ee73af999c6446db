import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import { openExample } from "./support/examples.ts";

test.serial(
  "examples/web-server: at OVHcloud with cloud-init, at NAVER Cloud with a script, each with its URL",
  async (t) => {
    const { emulators, state, up, destroy } = await openExample(t, "web-server", { clouds: ["ovh", "naver"] });
    const seeded = emulators.objects().length;
    const url = /url *: "http:\/\/\d+\.\d+\.\d+\.\d+\/"/;

    t.regex(await up(), url);
    const atOvh = emulators.objects("ovh").find(({ kind }) => kind === "instance");
    t.regex(String(atOvh?.userData), /^#cloud-config\npackages: \[nginx\]\n[\s\S]*content: Served by a machine/);

    t.regex(await up("--config", "cloud=naver"), url);
    const scripts = emulators.objects("naver").filter(({ kind }) => kind === "initScript");
    t.true(scripts.some(({ content }) => String(content).startsWith("#!/bin/bash\napt-get update")));
    t.false((await state()).includes("apt-get"), "the script stands in the open state");
    t.deepEqual(
      emulators.objects("ovh").filter(({ kind, phase }) => kind === "instance" && phase !== "deleted"),
      [],
    );
    await destroy();
    const left = emulators.objects().filter(({ status, phase }) => status !== "TERMT" && phase !== "deleted");
    t.true(left.length <= seeded, JSON.stringify(left.slice(seeded)));
  },
);

test.serial("examples/fleet: a new row creates one server, a removed row deletes that one", async (t) => {
  const { cwd, emulators, ids, up, destroy } = await openExample(t, "fleet", { clouds: ["lunanode"] });
  const file = join(cwd, "servers.json");
  const rows: { name: string; plan: string; region: string }[] = JSON.parse(await readFile(file, "utf8"));
  await up();
  const first = ids("vm");
  t.is(first.length, rows.length);

  const [gone, ...rest] = rows;
  await writeFile(file, JSON.stringify([{ name: "late", plan: "m.1", region: "roubaix" }, ...rest.toReversed()]));
  emulators.clearRequests();
  await up();
  const calls = emulators.requests("lunanode").filter(({ kind }) => kind === "write");
  t.deepEqual(
    calls.map(({ operation }) => operation).filter((operation) => operation !== "vm/stop"),
    ["vm/create", "vm/delete"],
  );
  const names = emulators
    .objects("lunanode")
    .flatMap(({ kind, hostname }) => (kind === "vm" ? [String(hostname)] : []));
  t.is(ids("vm").filter((id) => first.includes(id)).length, rest.length);
  t.true(names.some((name) => name.startsWith("late-")));
  t.false(names.some((name) => name.startsWith(`${gone?.name}-`)));
  await destroy();
  t.deepEqual(ids("vm"), []);
});

test.serial("examples/two-accounts: a server on each, and no key in the open state", async (t) => {
  const { env, emulators, ids, pulumi, state, up, destroy } = await openExample(t, "two-accounts", {
    clouds: ["lunanode"],
    credentials: false,
  });
  const { accounts, endpoint } = emulators.clouds.lunanode;
  env.LUNANODE_ENDPOINT = endpoint;
  const settings = ["shop", "lab"].flatMap((name, index) => [
    `${name}Id=${accounts[index]?.apiId}`,
    `${name}Key=${accounts[index]?.apiKey}`,
  ]);
  await pulumi("config", "set-all", ...settings.flatMap((each) => ["--secret", each]));
  await up();
  const owners = emulators.objects("lunanode").flatMap(({ kind, account }) => (kind === "vm" ? [account] : []));
  t.is(new Set(owners).size, 2);
  const stored = await state();
  for (const { apiId, apiKey } of accounts) {
    t.false(stored.includes(apiId) || stored.includes(apiKey));
  }
  await destroy();
  t.deepEqual(ids("vm"), []);
});

test.serial("examples/component: two servers on their own networks, and nothing is left", async (t) => {
  const { emulators, pulumi, up, destroy } = await openExample(t, "component", { clouds: ["naver"] });
  const alive = () =>
    emulators.objects("naver").flatMap(({ kind, id, status }) => (status === "TERMT" ? [] : [`${kind} ${id}`]));
  const before = alive();
  await up("--parallel", "10");
  const added = alive().filter((object) => !before.includes(object));
  const count = (kind: string) => added.filter((object) => object.startsWith(`${kind} `)).length;
  t.deepEqual([count("server"), count("vpc"), count("subnet"), count("loginKey")], [2, 2, 2, 2]);
  const outputs: { ips: Record<string, string> } = JSON.parse(await pulumi("stack", "output", "--json"));
  t.is(new Set(Object.values(outputs.ips)).size, 2);
  await destroy();
  t.deepEqual(
    alive().filter((object) => !before.includes(object)),
    [],
  );
});

test.serial("examples/portable-server: one word moves the server to another of four clouds", async (t) => {
  const clouds = ["lunanode", "gigenet", "naver", "ovh"] as const;
  const { emulators, up, destroy } = await openExample(t, "portable-server", { clouds: [...clouds] });
  const servers = () =>
    emulators
      .objects()
      .filter(({ kind, phase }) => ["vm", "instance", "server"].includes(String(kind)) && phase !== "deleted")
      .map(({ cloud }) => cloud);
  const seeded = servers();
  for (const cloud of clouds) {
    const screen = await up("--config", `cloud=${cloud}`, "--config", `image=${SYSTEMS[cloud]}`);
    t.regex(screen, /ip *: "\d+\.\d+\.\d+\.\d+"/);
    t.regex(screen, /login *: "?\[secret\]/);
    t.deepEqual(servers().sort(), [...seeded, cloud].sort());
  }
  await up("--refresh", "--expect-no-changes");
  await destroy();
  t.deepEqual(servers(), seeded);
});

/** One that the emulator has. */
const SYSTEMS = { lunanode: "ubuntu-24.04", gigenet: "ubuntu-16.04", naver: "ubuntu-22.04", ovh: "ubuntu-24.04" };
