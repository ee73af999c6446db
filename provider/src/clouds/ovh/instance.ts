import { resourceKit } from "../../engine/definition/definition.ts";
import { isOtherImage } from "../../engine/definition/other-image.ts";
import { powerStep } from "../../engine/definition/power-step.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { Ovh } from "./account.ts";
import { HOURLY_ONLY } from "./catalogs.ts";
import { changeBackup, claimOf, firstBackup, schedulesByInstance } from "./instance-backups.ts";
import { charge, mayBeIgnored, reinstall, remove, rescue, resize, warnOfMonths } from "./instance-changes.ts";
import { inputs, outputs } from "./instance-fields.ts";
import { scheduleLeftovers } from "./instance-leftovers.ts";
import { plugsOf, replug, spelling } from "./instance-networks.ts";
import { offTheShelf, switchPower, target } from "./instance-power.ts";
import { power, state, statusOf, type Views } from "./instance-views.ts";
import { created, instanceList, instanceOf, interfaceList } from "./schemas.ts";
import { instanceId, scopeOf, within } from "./scope.ts";

const { define } = resourceKit<Ovh, Views>();

const INSTANCES = "/cloud/project/{serviceName}/instance";
const INSTANCE = `${INSTANCES}/{instanceId}` as const;

/** Seconds to wait for an address after ACTIVE. */
const ADDRESS_LIMIT = 60;

export const instance = define({
  token: "ovh:Instance",
  noun: "instance",
  description: "An OVHcloud Public Cloud instance: a virtual machine.",
  see: "https://github.com/ovh/docs",
  inputs,
  outputs,
  timeouts: { create: 3600, update: 3600, delete: 1200 },
  isCharged: true,
  scope: (desired, api) => scopeOf(api, desired.project, desired.region),
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
    schedules: { list: schedulesByInstance, none: [] },
  },
  // A 404 can also mean that the project or a new instance is temporarily invisible (§5.2).
  absenceProof: "both",
  consistencyWindow: 120,
  nameOf: (observed) => observed.row?.name,
  createdAt: (observed) => moment(observed.row?.created),
  claims: ({ autobackup }, key) =>
    autobackup === undefined || key === undefined ? {} : { autobackup: claimOf(key, autobackup) },
  validate: ({ networks = [], fixedIps = {}, rescueMode, powerState = "running" }, isSet, creates) => [
    ...(rescueMode === true && powerState !== "running"
      ? [{ property: "rescueMode", reason: `an instance in rescue mode runs, so powerState cannot be ${powerState}` }]
      : []),
    // An existing instance may show neither: its image is retired, or it boots from a volume (§3.1).
    ...((isSet("image") && isSet("bootVolume")) || (creates && !isSet("image") && !isSet("bootVolume"))
      ? [{ property: "image", reason: "set exactly one of image and bootVolume, which the instance boots from" }]
      : []),
    ...Object.keys(fixedIps)
      .filter((network) => !networks.includes(network) && (isSet("networks") ? networks.length > 0 : true))
      .map((network) => ({
        property: `fixedIps.${network}`,
        reason: `networks does not have "${network}" in this spelling`,
      })),
  ],
  validateEntries: ({ monthlyBilling }, entry, hasChanged) =>
    monthlyBilling === true &&
    entry("plan")?.facts?.billing === HOURLY_ONLY &&
    (hasChanged("plan") || hasChanged("monthlyBilling"))
      ? [
          {
            property: "monthlyBilling",
            reason: `OVHcloud has no monthly price for ${entry("plan")?.name}: it is charged by the hour only. Remove monthlyBilling, or choose another plan`,
          },
        ]
      : [],
  create: async (context) => {
    const { api, scope, desired } = context;
    if (desired.monthlyBilling === true) {
      warnOfMonths(context);
    }
    const { id } = await spelling(await plugsOf(context), "own", (networks) =>
      api.call(
        `POST ${INSTANCES}`,
        "create",
        {
          ...within(api, scope),
          name: desired.name,
          flavorId: desired.plan,
          imageId: desired.image,
          volumeId: desired.bootVolume,
          sshKeyId: desired.sshKeys?.[0],
          // Unchanged: the API takes plain text (§3.1).
          userData: desired.userData,
          networks: networks.length === 0 ? undefined : networks.map((network) => ({ ...network })),
          monthlyBilling: desired.monthlyBilling === true ? true : undefined,
          groupId: desired.group,
          availabilityZone: desired.availabilityZone,
          autobackup: desired.autobackup,
        },
        created,
      ),
    );
    return id;
  },
  state,
  power,
  switchPower,
  statusText: statusOf,
  steps: [
    {
      label: "have an address",
      fields: [],
      comesByItself: { withinSeconds: ADDRESS_LIMIT, isThere: ({ row }) => row?.ipAddresses.length !== 0 },
      run: async ({ warn }) => {
        warn(`the instance has no address ${ADDRESS_LIMIT} s after it was built; run pulumi refresh later to read it.`);
      },
    },
    {
      label: "be renamed",
      fields: ["name"],
      run: (context) =>
        context.api.command(`PUT ${INSTANCE}`, "idempotent", {
          ...target(context),
          instanceName: context.desired.name,
        }),
    },
    {
      label: "be resized",
      fields: ["plan"],
      requiresPower: offTheShelf,
      mayBeIgnored,
      run: (context) => resize(context, context.desired.plan),
    },
    {
      label: "be reinstalled",
      fields: ["image"],
      due: (context) => context.desired.onImageChange === "reinstall" && isOtherImage(context),
      requiresPower: offTheShelf,
      mayBeIgnored,
      run: (context) => reinstall(context, context.desired.image),
    },
    {
      label: "have its networks",
      fields: ["networks", "fixedIps"],
      severalCalls: true,
      requiresPower: offTheShelf,
      run: replug,
    },
    {
      label: "be charged by the month",
      fields: ["monthlyBilling"],
      // Returning to hourly billing is rejected only if the program itself had set `true`; a change made elsewhere is
      // reported.
      due: ({ desired, previous, observedInput }) =>
        observedInput("monthlyBilling") !== undefined &&
        observedInput("monthlyBilling") !== desired.monthlyBilling &&
        (desired.monthlyBilling === true ||
          (desired.monthlyBilling === false && previous?.inputs.monthlyBilling === true)),
      run: (context) => charge(context, context.desired.monthlyBilling),
    },
    firstBackup,
    changeBackup,
    {
      label: "be in rescue mode, or out of it",
      fields: ["rescueMode"],
      requiresPower: offTheShelf,
      run: rescue,
    },
    powerStep,
    {
      label: "be restarted",
      fields: ["restartTrigger"],
      run: async (context) => {
        if (statusOf(context.observed) === "ACTIVE") {
          await context.api.command(`POST ${INSTANCE}/reboot`, "write", { ...target(context), type: "soft" });
        }
      },
    },
  ],
  isBeingRemoved: (observed) => statusOf(observed) === "DELETING",
  remove,
  leftovers: scheduleLeftovers,
});
