import grpc from "@grpc/grpc-js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import test, { type ExecutionContext } from "ava";
import fc from "fast-check";
import { type Json, UNKNOWN } from "../../engine/definition/values.ts";
import { seal } from "../encoding.ts";
import { struct } from "../testing-calls.ts";
import { FakeCloud } from "../testing-cloud.ts";
import { fakeCloud, vm } from "../testing-vm.ts";
import { pageOf, parsePageRequest } from "./list.ts";
import { type Plugin, start, TYPE } from "./testing-plugin.ts";

/* `rpc List`, over a real connection. */

interface Request {
  token?: string;
  query?: Json;
  limit?: number;
  pageSize?: number;
  continuation?: string;
}

const requestOf = ({ token = TYPE, query, limit = 0, pageSize = 0, continuation = "" }: Request) => {
  const request = new messages.ListRequest().setToken(token).setLimit(limit).setPageSize(pageSize);
  request.setContinuationToken(continuation);
  return query === undefined ? request : request.setQuery(struct(query));
};

type Message = ReturnType<typeof messages.ListResponse.prototype.toObject>;

/** All messages of the stream. */
const list = (plugin: Plugin, request: Request): Promise<Message[]> =>
  new Promise((resolve, reject) => {
    const seen: Message[] = [];
    const stream = plugin.client.list(requestOf(request));
    stream.on("data", (message: InstanceType<typeof messages.ListResponse>) => seen.push(message.toObject()));
    stream.on("error", reject);
    stream.on("end", () => resolve(seen));
  });

const idsIn = (stream: readonly Message[]): (string | undefined)[] =>
  stream.flatMap(({ result }) => (result === undefined ? [] : [result.id]));
const tokenIn = (stream: readonly Message[]): string | undefined => stream.at(-1)?.continuation?.continuationToken;

const north = { query: { region: "north" } };

async function setup(t: ExecutionContext, count: number, options?: Parameters<typeof start>[2]) {
  const cloud = new FakeCloud();
  for (let index = 1; index <= count; index += 1) {
    await cloud.call("vm/create", { region: "north", plan: "1", image: "77", name: `web-${index}` });
  }
  await cloud.call("vm/create", { region: "south", plan: "1", image: "77", name: "other" });
  cloud.log.length = 0;
  return { cloud, plugin: await start(t, cloud, options) };
}

test("lists every object with ID and name, for one request", async (t) => {
  const { plugin, cloud } = await setup(t, 2);
  const results = (await list(plugin, north)).map(({ result }) => result);
  t.deepEqual(results, [
    { id: "north/1", name: "web-1" },
    { id: "north/2", name: "web-2" },
  ]);
  t.deepEqual(cloud.log, ["vm/list"]);
});

test("pages are complete, and the last has no token", async (t) => {
  const { plugin, cloud } = await setup(t, 5);
  const first = await list(plugin, { ...north, pageSize: 2 });
  t.deepEqual(idsIn(first), ["north/1", "north/2"]);
  const second = await list(plugin, { ...north, pageSize: 2, continuation: tokenIn(first) ?? "" });
  t.deepEqual(idsIn(second), ["north/3", "north/4"]);
  const third = await list(plugin, { ...north, pageSize: 2, continuation: tokenIn(second) ?? "" });
  t.deepEqual(idsIn(third), ["north/5"]);
  t.is(tokenIn(third), undefined);
  t.is(cloud.count("vm/list"), 1);
});

test("an object that disappears between two pages does not hide another", async (t) => {
  const { plugin, cloud } = await setup(t, 4);
  const first = await list(plugin, { ...north, pageSize: 2 });
  cloud.vms.delete("2");
  const later = await start(t, cloud);
  t.deepEqual(idsIn(await list(later, { ...north, continuation: tokenIn(first) ?? "" })), ["north/3", "north/4"]);
});

const objects = fc
  .uniqueArray(fc.string({ minLength: 1 }), { maxLength: 12 })
  .map((ids) => ids.sort((a, b) => (a < b ? -1 : 1)).map((id) => ({ id, name: "" })));

for (const [who, limitOf] of Object.entries({
  "the original limit": (limit: number) => limit,
  "the rest of the limit": (limit: number, seen: number) => (limit < 1 ? limit : limit - seen),
})) {
  test(`pages requested with ${who} return everything once, up to the limit`, (t) => {
    fc.assert(
      fc.property(objects, fc.nat({ max: 14 }), fc.nat({ max: 5 }), (all, limit, pageSize) => {
        const seen: string[] = [];
        let continuation: string | undefined = "";
        while (continuation !== undefined) {
          const page = pageOf(
            all,
            parsePageRequest(requestOf({ limit: limitOf(limit, seen.length), pageSize, continuation })),
          );
          const reported = page.map((message) => message.toObject());
          const ids = reported.flatMap(({ result }) => (result === undefined ? [] : [result.id]));
          t.true(pageSize === 0 || ids.length <= pageSize);
          seen.push(...ids);
          continuation = reported.at(-1)?.continuation?.continuationToken;
          t.false(continuation !== undefined && ids.length === 0);
        }
        t.deepEqual(seen, all.map(({ id }) => id).slice(0, limit < 1 ? undefined : limit));
      }),
    );
  });
}

test("an unknown query gets an answer that says so, without a request", async (t) => {
  const { plugin, cloud } = await setup(t, 1);
  t.deepEqual(
    (await list(plugin, { query: { region: UNKNOWN } })).map(({ computed }) => computed),
    [{}],
  );
  t.deepEqual(cloud.log, []);
});

const { INVALID_ARGUMENT, UNIMPLEMENTED, UNKNOWN: OTHER } = grpc.status;
const refused: Record<string, [request: Request, code: grpc.status, words: RegExp]> = {
  "a missing region that is required": [{}, INVALID_ARGUMENT, /listing VMs needs region/],
  "an input that does not filter lists": [
    { query: { size: 1 } },
    INVALID_ARGUMENT,
    /cannot be filtered by size, only by region/,
  ],
  "a secret of another type, which is not repeated": [
    { query: { region: seal(4711) } },
    INVALID_ARGUMENT,
    /^((?!4711).)*region: the value is not valid((?!4711).)*$/,
  ],
  "a token of another provider": [{ ...north, continuation: "bm9uZQ" }, INVALID_ARGUMENT, /continuation token/],
  "a type of another package": [{ token: "moon:index:Rock" }, INVALID_ARGUMENT, /not an indiecloud resource type/],
  "an unknown type": [{ token: "indiecloud:fake:Moon" }, OTHER, /no resource fake:Moon/],
};
for (const [what, [request, code, words]] of Object.entries(refused)) {
  test(`rejected without a list: ${what}`, async (t) => {
    const { plugin, cloud } = await setup(t, 1);
    const error = await t.throwsAsync(list(plugin, request));
    t.like(error, { code });
    t.regex(error.message, words);
    t.is(cloud.count("vm/list"), 0);
  });
}

test("a resource that its cloud cannot list is not implemented, with a message", async (t) => {
  const { list: _, ...row } = vm.views.row;
  const cloud = { ...fakeCloud(new FakeCloud()), resources: [{ ...vm, views: { row } }] };
  const plugin = await start(t, new FakeCloud(), { load: async () => cloud });
  const error = await t.throwsAsync(list(plugin, north));
  t.like(error, { code: UNIMPLEMENTED });
  t.regex(error.message, /fake:Vm: the cloud cannot list VMs/);
});

test("a refusal by the cloud is an error with its words, and the next call asks again", async (t) => {
  const { plugin, cloud } = await setup(t, 1);
  cloud.faults.set("vm/list", { kind: "unavailable", words: "out of order" });
  await t.throwsAsync(list(plugin, north), { message: /out of order/ });
  cloud.faults.clear();
  t.deepEqual(idsIn(await list(plugin, north)), ["north/1"]);
});
