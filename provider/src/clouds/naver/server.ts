import { z } from "zod";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import { privateKey } from "../../engine/definition/key-types.ts";
import { powerStep } from "../../engine/definition/power-step.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { Naver } from "./account.ts";
import { NAME, nameText, nameType, REGION_FIELD, ref, scopeOf, textOf, viewOf } from "./ids.ts";
import { created, done, rootPassword, SERVER } from "./schemas.ts";
import { ask, switchPower } from "./server-actions.ts";
import { addressLeftovers, assignAddress, detachAddress, releaseAddress } from "./server-address.ts";
import { placeOf } from "./server-placement.ts";
import { beforeTermination, MAX_GROUPS, refuseOtherHypervisor, rename, setGroups, terminate } from "./server-update.ts";
import {
  groupsOf,
  interfacesView,
  isTerminating,
  mainInterface,
  powerOf,
  stateOf,
  statusTextOf,
  type Views,
} from "./server-views.ts";

const { required, optional, output, define } = resourceKit<Naver, Views>();

export const server = define({
  token: "naver:Server",
  noun: "server",
  description: "A NAVER Cloud server in a VPC.",
  see: "https://api.ncloud-docs.com/docs/en/compute-vserver",
  inputs: {
    name: optional(nameType, {
      description: nameText("serverName"),
      change: "update",
      read: { from: { row: (row) => row.serverName }, drift: "repair" },
    }),
    region: optional(ref, { ...REGION_FIELD, read: { from: { row: (row) => row.regionCode }, drift: "report" } }),
    subnet: required(ref, {
      description: "Subnet of the first network interface, by name or number (`subnetNo`). It determines VPC and zone.",
      change: "replace",
      catalog: "subnets",
      read: { from: { row: (row) => row.subnetNo }, drift: "report" },
    }),
    plan: required(ref, {
      description:
        "Server spec, by code (`s2-g3`), number, product code or description (`serverSpecCode`). It can change only within one hypervisor.",
      change: "update",
      interrupts: "stops",
      catalog: "plans",
      read: { from: { row: (row) => row.serverSpecCode ?? row.serverProductCode }, drift: "repair" },
    }),
    image: required(ref, {
      description: "Server image, by name (`rocky-8.10-base`), number or product code (`serverImageNo`).",
      change: "replace",
      catalog: "images",
      matches: { input: "plan", fact: "hypervisor" },
      read: { from: { row: (row) => row.serverImageNo ?? row.serverImageProductCode }, drift: "report" },
    }),
    accessControlGroups: optional(z.array(ref).min(1).max(MAX_GROUPS), {
      description:
        "One to three access control groups of the first network interface, by name or number (`accessControlGroupNoList`). The VPC's default group if absent.",
      change: "update",
      unordered: true,
      catalog: "accessControlGroups",
      read: { from: { interfaces: (rows) => groupsOf(mainInterface(rows)) }, drift: "repair" },
    }),
    publicIp: optional(z.boolean(), {
      description:
        "`true`: creates a public IP for the server, which is deleted with it; needs a `PUBLIC` subnet. `false`: the server has none. Unmanaged if absent, as for an address of a `PublicIp` resource.",
      change: "update",
      read: { from: { row: (row) => row.publicIpInstanceNo !== undefined }, drift: "repair" },
    }),
    loginKey: optional(ref, {
      description:
        "Login key that protects the administrator's password, by name (`loginKeyName`). The newest key of the account if absent.",
      change: "initial",
      catalog: "loginKeys",
      read: { from: { row: (row) => row.loginKeyName }, drift: "report" },
    }),
    privateKey: optional(privateKey(), {
      description:
        "Private key of the login key in PEM, such as `privateKey` of a `LoginKey`. It is sent to NAVER Cloud once, to get the output `rootPassword`.",
      change: "update",
      secret: true,
    }),
    initScript: optional(ref, {
      description: "Init script that runs at first boot, by name or number (`initScriptNo`).",
      change: "initial",
      catalog: "initScripts",
      read: { from: { row: (row) => row.initScriptNo }, drift: "report" },
    }),
    protectServerTermination: optional(z.boolean(), {
      description:
        "Whether NAVER Cloud refuses to terminate the server (`isProtectServerTermination`). While it is true, deleting the resource is an error.",
      change: "update",
      read: { from: { row: (row) => row.isProtectServerTermination }, drift: "repair" },
    }),
    description: optional(textOf(1000), {
      description: "Description (`serverDescription`), at most 1000 bytes.",
      change: "initial",
      read: { from: { row: (row) => row.serverDescription }, drift: "report" },
    }),
    feeSystemType: optional(z.enum(["MTRAT", "FXSUM"]), {
      description: "Billing (`feeSystemTypeCode`): `MTRAT` by the hour (the default) or `FXSUM` by the month.",
      change: "initial",
    }),
    powerState: optional(z.enum(["running", "stopped"]), {
      description: "`running` or `stopped` (disks are still charged). Unmanaged if absent.",
      change: "update",
      read: { from: { row: (row) => powerOf(row) }, drift: "repair" },
    }),
  },
  outputs: {
    ip: output(z.string(), {
      dependsOn: ["publicIp"],
      always: true,
      description: "Public IPv4 address, or empty.",
      from: { row: (row) => row.publicIp ?? "" },
    }),
    privateIp: output(z.string(), {
      dependsOn: [],
      description: "IPv4 address in the subnet.",
      from: { interfaces: (rows) => mainInterface(rows)?.ip },
    }),
    status: output(z.string(), {
      always: true,
      description: "Status as reported by NAVER Cloud (`serverInstanceStatus`): `RUN`, `NSTOP` …",
      from: { row: (row) => row.serverInstanceStatus },
    }),
    serverInstanceNo: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Number of the server.",
      from: { row: (row) => row.serverInstanceNo },
    }),
    publicIpInstanceNo: output(z.string(), {
      dependsOn: ["publicIp"],
      description: "Number of the public IP, or empty.",
      from: { row: (row) => row.publicIpInstanceNo ?? "" },
    }),
    ownPublicIpInstanceNo: output(z.string(), {
      dependsOn: ["publicIp"],
      description: "Number of the public IP that was created for this server; deleted with it.",
    }),
    networkInterfaceNo: output(z.string(), {
      dependsOn: [],
      description: "Number of the first network interface.",
      from: { interfaces: (rows) => mainInterface(rows)?.networkInterfaceNo },
    }),
    vpcNo: output(z.string(), { dependsOn: [], description: "Number of the VPC.", from: { row: (row) => row.vpcNo } }),
    zone: output(z.string(), {
      dependsOn: [],
      description: "Zone, such as `KR-1`.",
      from: { row: (row) => row.zoneCode },
    }),
    vcpus: output(z.int(), { dependsOn: ["plan"], description: "Virtual CPUs.", from: { row: (row) => row.cpuCount } }),
    memoryMb: output(z.number(), {
      dependsOn: ["plan"],
      description: "Memory in MiB.",
      from: { row: ({ memorySize }) => (memorySize === undefined ? undefined : memorySize / 2 ** 20) },
    }),
    rootPassword: output(z.string(), {
      dependsOn: ["privateKey"],
      description: "Administrator's password for the first login, if `privateKey` is set.",
      secret: true,
    }),
  },
  timeouts: { create: 3600, update: 1800, delete: 1800 },
  isCharged: true,
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/26695183"),
  name: NAME,
  views: { row: viewOf(SERVER), interfaces: interfacesView },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.serverName,
  createdAt: (observed) => moment(observed.row?.createDate),
  create: async (context) => {
    const { api, scope, desired } = context;
    const { vpcNo, groups } = await placeOf(context);
    return api.call(
      "vserver/createServerInstances",
      "create",
      scope,
      {
        serverName: desired.name,
        serverImageNo: desired.image,
        serverSpecCode: desired.plan,
        vpcNo,
        subnetNo: desired.subnet,
        networkInterfaceList: [{ networkInterfaceOrder: 0, accessControlGroupNoList: groups }],
        loginKeyName: desired.loginKey,
        initScriptNo: desired.initScript,
        isProtectServerTermination: desired.protectServerTermination,
        serverDescription: desired.description,
        feeSystemTypeCode: desired.feeSystemType,
      },
      created(SERVER),
    );
  },
  state: stateOf,
  power: ({ row }) => powerOf(row),
  switchPower,
  statusText: statusTextOf,
  steps: [
    {
      // Comes first, because some changes require it.
      label: "be stopped",
      fields: [],
      also: ["powerState"],
      due: (context) => context.desired.powerState === "stopped" && powerOf(context.observed.row) === "running",
      run: (context) => context.bringToPowerState("stopped"),
    },
    {
      label: "be renamed",
      fields: ["name"],
      run: (context) => rename(context, context.desired.name),
    },
    {
      label: "be resized",
      fields: ["plan"],
      // NAVER changes the spec only of a stopped server (§3.5).
      requiresPower: [{ state: "stopped", insteadOf: ["running"] }],
      precondition: (context) => refuseOtherHypervisor(context, context.desired.plan),
      run: (context) =>
        ask(context, "changeServerInstanceSpec", {
          serverInstanceNo: context.key,
          serverSpecCode: context.desired.plan,
        }),
    },
    {
      label: "have its access control groups",
      fields: ["accessControlGroups"],
      run: (context) => setGroups(context, context.desired.accessControlGroups ?? []),
    },
    {
      label: "have its public IP",
      fields: ["publicIp"],
      severalCalls: true,
      run: async (context) => {
        if (context.desired.publicIp === true) {
          context.setOutputs({ ownPublicIpInstanceNo: await assignAddress(context) });
        } else {
          await detachAddress(context);
          await releaseAddress(context);
          context.setOutputs({ ownPublicIpInstanceNo: undefined });
        }
      },
    },
    {
      label: "have its protection",
      fields: ["protectServerTermination"],
      run: ({ api, scope, key, desired }) =>
        api.call(
          "vserver/setProtectServerTermination",
          "idempotent",
          scope,
          { serverInstanceNo: key, isProtectServerTermination: desired.protectServerTermination },
          done,
        ),
    },
    {
      label: "have its password",
      fields: ["privateKey"],
      due: (context) =>
        context.desired.privateKey !== undefined && context.previous?.outputs.rootPassword === undefined,
      run: async ({ api, scope, key, desired, setOutputs }) => {
        const parameters = { serverInstanceNo: key, privateKey: desired.privateKey };
        // By POST, because a key must not be in a URL (§3.5).
        setOutputs({
          rootPassword: await api.call("vserver/getRootPassword", "idempotent", scope, parameters, rootPassword),
        });
      },
    },
    powerStep,
  ],
  isBeingRemoved: isTerminating,
  beforeRemoval: beforeTermination,
  removalPower: { state: "stopped", insteadOf: ["running"] },
  remove: terminate,
  leftovers: addressLeftovers,
});
