import { type Live, resourceKit } from "../../engine/definition.ts";
import { moment } from "../../http/decode/wire.ts";
import type { Ovh } from "./account.ts";
import { charge, refuseSmallerDisk, reinstall, remove, resize, warnOfMonths } from "./instance-changes.ts";
import { inputs, outputs } from "./instance-fields.ts";
import { scheduleLeftovers } from "./instance-leftovers.ts";
import { power, state, statusOf, type Views } from "./instance-live.ts";
import { plugsOf, replug, spelling } from "./instance-networks.ts";
import { offTheShelf, switchPower, target } from "./instance-power.ts";
import { instanceId, scopeOf, within } from "./scope.ts";
import { created, instanceList, instanceOf, interfaceList } from "./wire.ts";

const { define } = resourceKit<Ovh, Views>();

const INSTANCES = "/cloud/project/{serviceName}/instance";
const INSTANCE = `${INSTANCES}/{instanceId}` as const;

/** Seconds for an address after ACTIVE. */
const ADDRESS_LIMIT = 60;

export const instance = define({
  token: "ovh:Instance",
  noun: "instance",
  description: "An OVHcloud Public Cloud instance: a virtual machine.",
  inputs,
  outputs,
  timeouts: { create: 3600, update: 3600, delete: 1200 },
  isCharged: true,
  scope: (want, api) => scopeOf(api, want.project, want.region),
  listBy: { project: "configured", region: "all" },
  id: instanceId,
  name: { input: "name", max: 63, character: /[A-Za-z0-9.-]/ },
  views: {
    row: {
      list: async (api, scope) => {
        const rows = await api.call(`GET ${INSTANCES}`, "read", within(api, scope), instanceList);
        const { serviceName } = within(api, scope);
        return rows.map(
          (row) => [row.id, row, row.region === undefined ? undefined : scopeOf(api, serviceName, row.region)] as const,
        );
      },
      one: async (api, at) => ({
        row: await api.call(`GET ${INSTANCE}`, "read", target({ api, ...at }), instanceOf(at.key)),
      }),
    },
    ports: {
      one: async (api, at) => ({
        ports: await api.call(`GET ${INSTANCE}/interface`, "read", target({ api, ...at }), interfaceList),
      }),
    },
  },
  // A 404 also means a project that cannot be seen at the moment, and a new instance that cannot be seen yet (§5.2).
  gone: "both",
  settle: 120,
  nameOf: (live) => live.row?.name,
  createdAt: (live) => moment(live.row?.created),
  validate: ({ networks = [], fixedIps = {} }, isSet) => [
    ...(isSet("image") === isSet("bootVolume")
      ? [{ property: "image", reason: "set exactly one of image and bootVolume: what the instance boots from" }]
      : []),
    ...Object.keys(fixedIps)
      .filter((network) => !networks.includes(network) && (isSet("networks") ? networks.length > 0 : true))
      .map((network) => ({
        property: `fixedIps.${network}`,
        reason: `networks does not have "${network}", spelt like this`,
      })),
  ],
  create: async (op) => {
    const { api, scope, want } = op;
    if (want.monthlyBilling === true) {
      warnOfMonths(op);
    }
    const { id } = await spelling(await plugsOf(op), (networks) =>
      api.call(
        `POST ${INSTANCES}`,
        "create",
        {
          ...within(api, scope),
          name: want.name,
          flavorId: want.plan,
          imageId: want.image,
          volumeId: want.bootVolume,
          sshKeyId: want.sshKeys?.[0],
          // As it is: the API takes plain text (§3.1).
          userData: want.userData,
          networks: networks.length === 0 ? undefined : networks.map((network) => ({ ...network })),
          monthlyBilling: want.monthlyBilling === true ? true : undefined,
          groupId: want.group,
          availabilityZone: want.availabilityZone,
          autobackup: want.autobackup,
        },
        created,
      ),
    );
    return id;
  },
  state,
  power,
  switchPower,
  words: statusOf,
  steps: [
    {
      does: "have an address",
      fields: [],
      due: (op) => op.creating && op.live.row?.ipAddresses.length === 0,
      run: async (op) => {
        const attached = (live: Live<Views>) => (live.row?.ipAddresses.length ?? 0) > 0;
        if (!(await op.within(ADDRESS_LIMIT, "to have an address", attached))) {
          op.warn(
            `the instance has no address ${ADDRESS_LIMIT} s after it was built; pulumi refresh shows a later one.`,
          );
        }
      },
    },
    {
      does: "be renamed",
      fields: ["name"],
      run: (op) => op.api.command(`PUT ${INSTANCE}`, "idempotent", { ...target(op), instanceName: op.want.name }),
    },
    {
      does: "be resized",
      fields: ["plan"],
      requiresPower: offTheShelf,
      precondition: (op) => refuseSmallerDisk(op, op.want.plan),
      run: (op) => resize(op, op.want.plan),
    },
    {
      does: "be reinstalled",
      fields: ["image"],
      // Erases the disk: only when the program itself has changed, never because of what is seen.
      due: ({ want, prior, current, changes }) =>
        want.onImageChange === "reinstall" &&
        prior?.inputs.image !== undefined &&
        changes("image") &&
        current("image") !== want.image,
      requiresPower: offTheShelf,
      run: (op) => reinstall(op, op.want.image),
    },
    {
      does: "have its networks",
      fields: ["networks", "fixedIps"],
      severalCalls: true,
      requiresPower: offTheShelf,
      run: replug,
    },
    {
      does: "be charged by the month",
      fields: ["monthlyBilling"],
      // Back to hours is refused only to a program that takes its own `true` back; what another has done is reported.
      due: ({ want, prior, current }) =>
        current("monthlyBilling") !== undefined &&
        current("monthlyBilling") !== want.monthlyBilling &&
        (want.monthlyBilling === true || (want.monthlyBilling === false && prior?.inputs.monthlyBilling === true)),
      run: (op) => charge(op, op.want.monthlyBilling),
    },
    {
      does: "reach its power state",
      fields: ["powerState"],
      run: async ({ bring, want: { powerState } }) => (powerState === undefined ? undefined : bring(powerState)),
    },
  ],
  remove,
  leftovers: scheduleLeftovers,
});
