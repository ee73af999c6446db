import { Store, type StoredRow, Table } from "../../emulators/src/core/store.ts";
import { mergeSwitches } from "../../emulators/src/core/switches.ts";
import type { CloudEmulator, CloudReply, CloudRequest, CloudSettings, Inspection } from "../../emulators/src/index.ts";

/* Pebble, the example cloud of CONTRIBUTING.md, according to the notes there. */

const ACCOUNTS = [
  { account: "7", token: "first-t0ken-of-pebble-0007" },
  { account: "8", token: "other-t0ken-of-pebble-0008" },
];
const SIZES = ["small", "large"];
const SWITCHES = { durations: { build: 30 }, words: { on: "on" } };

interface Server extends StoredRow {
  readonly name: string;
  readonly size: string;
  readonly address: string;
  /** In milliseconds. */
  readonly builtAt: number;
}

interface Call extends Inspection {
  readonly account: string | undefined;
  readonly id: string;
}

export function createPebble({ clock, switches }: CloudSettings): CloudEmulator<Call> {
  const servers = new Table<Server>();
  const initial = mergeSwitches(SWITCHES, switches);
  let current = initial;
  let made = 0;

  const shown = ({ id, name, size, address, builtAt }: Server) => {
    const isBuilt = builtAt <= clock.now();
    return { id, name, size, state: isBuilt ? current.words.on : "starting", ...(isBuilt ? { address } : {}) };
  };

  const create = (account: string, { name = "", size = "" }: Readonly<Record<string, string>>): CloudReply => {
    made += 1;
    const builtAt = clock.now() + current.durations.build * 1000;
    const { id } = servers.put({
      id: String(16 + made),
      account,
      name,
      size,
      address: `192.0.2.${made % 256}`,
      builtAt,
    });
    return reply(200, { id });
  };

  const carryOut = ({ account, operation, id, parameters }: Call): CloudReply => {
    if (account === undefined) return failure(401, "this token is not known");
    if (operation === "GET /sizes") return reply(200, { sizes: SIZES.map((name) => ({ name })) });
    if (operation === "GET /servers") {
      return reply(200, { servers: servers.where((row) => row.account === account).map(shown) });
    }
    if (parameters.size !== undefined && !SIZES.includes(parameters.size)) return failure(400, "there is no such size");
    if (operation === "POST /servers") return create(account, parameters);
    const server = servers.find(id);
    if (server?.account !== account) return failure(404, "no such server");
    if (operation === "DELETE /servers/{id}") {
      servers.delete(id);
      return { status: 204, headers: {}, body: "" };
    }
    return reply(200, shown(servers.put({ ...server, size: parameters.size ?? server.size })));
  };

  return {
    name: "pebble",
    accounts: ACCOUNTS,
    store: new Store({ server: servers }),
    operations: OPERATIONS,
    environment: (endpoint) => ({
      PEBBLE_ENDPOINT: endpoint,
      PEBBLE_ACCOUNT: "7",
      PEBBLE_TOKEN: ACCOUNTS[0]?.token ?? "",
    }),
    settle: () => undefined,
    inspect,
    handle: (_, call) => (OPERATIONS.includes(call.operation) ? carryOut(call) : failure(404, "no such call")),
    errorReply: (text) => failure(400, text),
    act: ({ action }) => {
      throw new Error(`there is no action ${action}`);
    },
    get switches() {
      return current;
    },
    setSwitches: (patch) => {
      current = mergeSwitches(current, patch);
    },
    skewSeconds: 0,
    reset: () => {
      for (const { id } of servers.all()) servers.delete(id);
      current = initial;
      made = 0;
    },
  };
}

const OPERATIONS = ["GET /sizes", "GET /servers", "POST /servers", "PUT /servers/{id}", "DELETE /servers/{id}"];

function inspect({ method, path, headers, body }: CloudRequest): Call {
  const [, kind = "", id = ""] = path.split("/");
  const { authorization } = headers;
  const account = ACCOUNTS.find(({ token }) => authorization === `Bearer ${token}`)?.account;
  return {
    operation: `${method} /${kind}${id === "" ? "" : "/{id}"}`,
    kind: method === "GET" ? "read" : "write",
    signature: account !== undefined ? "ok" : authorization === undefined ? "none" : "bad",
    parameters: body.length === 0 ? {} : JSON.parse(body.toString("utf8")),
    account,
    id,
  };
}

const reply = (status: number, value: object): CloudReply => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});

const failure = (status: number, error: string): CloudReply => ({ ...reply(status, { error }), error });
