import test from "ava";
import { providersIn } from "./leftover-processes.js";
import { parsedLocks } from "./locks.js";

const WORDS = `error: the stack is currently locked by 2 lock(s). Either wait for the other process(es) to end or delete the lock file with \`pulumi cancel\`.
  file:///state/.pulumi/locks/organization/shop/dev/67192661.json?no_tmp_dir=true: created by anna@laptop (pid 14731) at 2026-11-26T04:32:31Z
  postgres://****:****@db/state/.pulumi/locks/organization/shop/dev/11.json: created by CORP\\ben x@runner-7 (pid 12) at 2026-11-26T04:40:00+02:00
`;

test("a lock names its holder and time", (t) => {
  t.deepEqual(parsedLocks(WORDS), [
    { user: "anna", host: "laptop", pid: 14731, since: "2026-11-26T04:32:31Z" },
    { user: "CORP\\ben x", host: "runner-7", pid: 12, since: "2026-11-26T04:40:00+02:00" },
  ]);
  t.deepEqual(parsedLocks("error: a stack named organization/shop/dev already exists"), []);
});

test("among processes, only providers count, with the Pulumi that started them", (t) => {
  const lines = [
    "  101 node /app/node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js 127.0.0.1:36793",
    "  102 /usr/bin/node --max-old-space-size=64 /app/node_modules/@pulumi/pulumi/cmd/dynamic-provider 127.0.0.1:36794",
    "  103 node /app/node_modules/@pulumi/pulumi/cmd/run/index.js --monitor 127.0.0.1:1 --engine 127.0.0.1:2 index.js",
    "  104 vim /app/node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js",
    "  105 node /home/anna/.pulumi/plugins/resource-indiecloud-v0.1.0/pulumi-resource-indiecloud 127.0.0.1:36795",
    "  106 /usr/bin/pulumi-resource-random 127.0.0.1:36796",
    "",
  ];
  t.deepEqual(providersIn(lines.join("\n")), [
    { pid: 101, engine: "127.0.0.1:36793" },
    { pid: 102, engine: "127.0.0.1:36794" },
    { pid: 105, engine: "127.0.0.1:36795" },
  ]);
});
