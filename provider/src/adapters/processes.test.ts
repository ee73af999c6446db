import test from "ava";
import { ancestor, type ProcessInfo, processesOf, type SystemAccess } from "./processes.ts";

/** A system with only these files, links and command outputs. */
const system = (answers: Readonly<Record<string, string>>): SystemAccess => {
  const answer = async (key: string) => {
    const found = answers[key];
    if (found === undefined) throw new Error(`there is no ${key}`);
    return found;
  };
  return { read: answer, link: answer, run: (command, args) => answer([command, ...args].join(" ")) };
};

const stat = (name: string) =>
  `14731 (${name}) S 14700 14731 14700 0 -1 4194304 101 0 0 0 12 3 0 0 20 0 9 0 407687 3133440 415 18446744073709551615 0\n`;

test("Linux: boot, namespace, and a process with its start time", async (t) => {
  const processes = processesOf(
    "linux",
    system({
      "/proc/sys/kernel/random/boot_id": "4a3566b7-b74d-4a41-b21d-d9819baf73fd\n",
      "/proc/self/ns/pid": "pid:[4026531836]",
      "/proc/stat": "cpu 1 2 3\nbtime 1795845729\nprocesses 7\n",
      "/proc/14731/stat": stat("pulumi"),
      "/proc/8/stat": stat("odd) S (name"),
      "/proc/9/stat": "nothing of the kind",
    }),
  );
  t.deepEqual(await processes.machine(), {
    boot: "4a3566b7-b74d-4a41-b21d-d9819baf73fd",
    namespace: "pid:[4026531836]",
  });
  const started = { parent: 14700, started: "407687", startedAt: 1795849805870 };
  t.deepEqual(await processes.find(14731), { pid: 14731, name: "pulumi", ...started });
  t.deepEqual(await processes.find(8), { pid: 8, name: "odd) S (name", ...started });
  t.is(await processes.find(9), undefined);
  t.is(await processes.find(10), undefined);
});

test("macOS: boot session, and a process with its start time", async (t) => {
  const processes = processesOf(
    "darwin",
    system({
      "sysctl -n kern.bootsessionuuid": "0C1D3B5E-0000-4A41-B21D-D9819BAF73FD\n",
      "ps -o ppid=,lstart=,comm= -p 501": "  400 Sat Nov 28 06:02:11 2026     /opt/pulumi 3/bin/pulumi\n",
      "ps -o ppid=,lstart=,comm= -p 502": "\n",
    }),
  );
  t.deepEqual(await processes.machine(), { boot: "0C1D3B5E-0000-4A41-B21D-D9819BAF73FD", namespace: "" });
  t.deepEqual(await processes.find(501), {
    pid: 501,
    parent: 400,
    name: "pulumi",
    started: "Sat Nov 28 06:02:11 2026",
    startedAt: Date.UTC(2026, 10, 28, 6, 2, 11),
  });
  t.is(await processes.find(502), undefined);
  t.is(await processes.find(503), undefined);
});

test("Windows, or a system that reports nothing: nothing is known", async (t) => {
  for (const platform of ["win32", "linux", "darwin"] as const) {
    const processes = processesOf(platform, system({}));
    t.is(await processes.machine(), undefined);
    t.is(await processes.find(1), undefined);
  }
});

(process.platform === "win32" ? test.skip : test)("this process, as this system shows it", async (t) => {
  const processes = processesOf();
  t.truthy((await processes.machine())?.boot);
  const own = await processes.find(process.pid);
  t.is(own?.parent, process.ppid);
  const began = Date.now() - process.uptime() * 1000;
  t.true(Math.abs((own?.startedAt ?? 0) - began) < 10_000, `${own?.startedAt} and ${began}`);
});

test("the nearest ancestor with a name, also with a shell in between; not a distant one", async (t) => {
  const rows: readonly (readonly [pid: number, parent: number, name: string])[] = [
    [90, 80, "sh"],
    [80, 70, "pulumi"],
    [70, 60, "make"],
    [60, 1, "pulumi"],
  ];
  const info = ([pid, parent, name]: (typeof rows)[number]): ProcessInfo => ({
    pid,
    parent,
    name,
    started: "1",
    startedAt: 1000,
  });
  const processes = {
    machine: async () => undefined,
    find: async (wanted: number) => rows.filter(([pid]) => pid === wanted).map(info)[0],
  };
  t.is((await ancestor(processes, 90, "pulumi"))?.pid, 80);
  t.is((await ancestor(processes, 70, "pulumi"))?.pid, 60);
  t.is(await ancestor(processes, 70, "node"), undefined);
});
