import test from "ava";
import { call, operations } from "./support/lunanode.ts";
import type { Program } from "./support/program.ts";
import { openTestStack } from "./support/stack.ts";

const COUNT = 30;

const fleet = (args: (index: number) => Record<string, unknown>): Program => ({
  resources: [...Array(COUNT).keys()].map((index) => ({
    type: "lunanode:Vm",
    name: `web${index}`,
    args: { plan: "m.1", ...args(index) },
  })),
});

const tally = (list: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const operation of list) {
    counts[operation] = (counts[operation] ?? 0) + 1;
  }
  return counts;
};

test.serial("30 VMs at --parallel 30", async (t) => {
  const { stack, ids, emulators } = await openTestStack(t, { clouds: ["lunanode"], timeScale: 10 });
  const started = performance.now();
  const up = await stack.up(
    fleet(() => ({ image: "Ubuntu 24.04 64-bit" })),
    ["--skip-preview", "--parallel", "30"],
  );
  const seconds = (performance.now() - started) / 1000;
  t.is(up.code, 0, up.screen);
  t.is(ids("vm").length, COUNT);
  const {
    "vm/create": created = 0,
    "vm/info": details = 0,
    "vm/list": lists = 0,
    ...others
  } = tally(operations(emulators));
  t.log({ created, details, lists, others, seconds: Math.round(seconds) });
  t.is(created, COUNT);
  t.true(details <= COUNT, `${details} details`);
  // A poll interval is at least a second.
  t.true(lists <= Math.ceil(seconds), `${lists} lists in ${seconds} s`);
  t.true(Object.values(others).reduce((sum, count) => sum + count, 0) <= 10, JSON.stringify(others));
  emulators.clearRequests();
  const refresh = await stack.refresh();
  t.is(refresh.code, 0, refresh.screen);
  t.true(operations(emulators).length <= COUNT + 5, JSON.stringify(tally(operations(emulators))));
  emulators.clearRequests();
  const gone = await stack.run(["destroy", "--yes", "--skip-preview", "--parallel", "30"]);
  t.is(gone.code, 0, gone.screen);
  t.deepEqual(ids("vm"), []);
  t.log(tally(operations(emulators)));
});

test.serial("refresh of 30 VMs of which no property needs the detail call costs at most 5 requests", async (t) => {
  const { stack, emulators, ids } = await openTestStack(t, { clouds: ["lunanode"], adapter: "plugin", timeScale: 100 });
  const volumes: string[] = [];
  for (const index of Array(COUNT).keys()) {
    const created2 = await call(emulators, "volume/create", { region: "toronto", label: `disk${index}`, size: "20" });
    volumes.push(String(created2.volume_id));
  }
  const up = await stack.up(
    fleet((index) => ({ bootVolume: volumes[index], powerState: "running" })),
    ["--skip-preview", "--parallel", "30"],
  );
  t.is(up.code, 0, up.screen);
  t.is(ids("vm").length, COUNT);
  emulators.clearRequests();
  const refresh = await stack.refresh();
  t.is(refresh.code, 0, refresh.screen);
  t.true(operations(emulators).length <= 5, operations(emulators).join(" "));
});
