import { z } from "zod";
import type { OperationContext } from "../../engine/definition/context.ts";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import { changeMembers } from "../../engine/definition/members.ts";
import { RefusedError } from "../../engine/errors.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { InRegion, Naver } from "./account.ts";
import { HELD, numberOf, REGION_FIELD, ref, reported, scopeOf, textOf, viewOf } from "./ids.ts";
import { NAS_VOLUME, type NasRow } from "./nas-schemas.ts";
import { created, done } from "./schemas.ts";

type Views = { row: InRegion<NasRow> };
const { required, optional, output, define } = resourceKit<Naver, Views>();

const PROTOCOLS = ["NFS", "CIFS"] as const;
const GIB = 2 ** 30;
/** NAVER puts the number of the member and `_` before the name. */
const sentName = ({ volumeName }: NasRow): string | undefined => volumeName?.slice(volumeName.indexOf("_") + 1);

/** The servers in the user's spelling, if the previous inputs have them. */
const inSpellingOf = (numbers: readonly string[] | undefined, previous: readonly string[] = []) =>
  numbers?.map((number) => previous.find((each) => numberOf(each) === number) ?? number);

export const nasVolume = define({
  token: "naver:NasVolume",
  noun: "NAS volume",
  description: "A NAS volume that servers mount by NFS or CIFS. It costs money until it is deleted.",
  see: "https://api.ncloud-docs.com/docs/en/storage-vnas-volume-createnasvolumeinstance",
  inputs: {
    name: optional(z.string().regex(/^[A-Za-z0-9]{3,20}$/, "must have 3 to 20 letters and digits"), {
      description:
        "Name (`volumeName`): 3 to 20 letters and digits. NAVER Cloud shows it with the number of the member before it: output `volumeName`. Generated from the resource's name if absent. It cannot be changed: a change is only recorded.",
      change: "initial",
      read: { from: { row: sentName }, drift: "report" },
    }),
    region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
    zone: optional(ref, {
      description: "Zone, such as `KR-2` (`zoneCode`). NAVER Cloud chooses one if absent.",
      change: "replace",
      catalog: "zones",
      read: reported((row) => row.zoneCode),
    }),
    protocol: required(z.enum(PROTOCOLS), {
      description: "`NFS` for Linux or `CIFS` for Windows (`volumeAllotmentProtocolTypeCode`).",
      change: "replace",
      read: {
        from: { row: (row) => PROTOCOLS.find((one) => one === row.volumeAllotmentProtocolType) },
        drift: "report",
      },
    }),
    size: required(z.int().min(500).max(20_000).multipleOf(100), {
      description: "Size in GB: 500 to 20000, in steps of 100. It grows in place, and never shrinks.",
      change: "update",
      growOnly: { what: "NAS volume", unit: "GB", sizeOf: (size) => size },
      read: {
        from: { row: ({ volumeTotalSize: bytes }) => (bytes === undefined ? undefined : bytes / GIB) },
        drift: "repair",
      },
    }),
    servers: optional(z.array(z.string().min(1)), {
      description:
        "Servers that can use it, by number (`serverInstanceNo`) or ID. Those that are added can write. NAVER Cloud changes them for NFS only. Unmanaged if absent.",
      change: "update",
      refersTo: ["server"],
      listedIn: [{ catalog: "servers" }],
      unordered: true,
      normalize: numberOf,
      same: (a, b) => [...a].map(numberOf).sort().join() === [...b].map(numberOf).sort().join(),
      read: {
        from: { row: (row, previous) => inSpellingOf(row.nasVolumeServerInstanceNoList, previous) },
        drift: "repair",
      },
    }),
    cifsUser: optional(z.string().min(1), {
      description: "User name for `CIFS` (`cifsUserName`), needed for the first such volume of an account.",
      change: "initial",
    }),
    cifsPassword: optional(z.string().min(1), {
      description: "Password of that user (`cifsUserPassword`).",
      change: "initial",
      secret: true,
    }),
    encrypted: optional(z.boolean(), {
      description: "Whether the volume is encrypted (`isEncryptedVolume`).",
      change: "replace",
      read: reported((row) => row.isEncryptedVolume),
    }),
    returnProtection: optional(z.boolean(), {
      description:
        "Whether NAVER Cloud refuses to delete it (`isReturnProtection`). While it is true, deleting the resource is an error.",
      change: "update",
      read: { from: { row: (row) => row.isReturnProtection }, drift: "repair" },
    }),
    description: optional(textOf(1000), {
      description: "Description (`nasVolumeDescription`), at most 1000 bytes.",
      change: "initial",
      read: reported((row) => row.nasVolumeDescription),
    }),
  },
  outputs: {
    nasVolumeInstanceNo: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Number of the volume.",
      from: { row: (row) => row.nasVolumeInstanceNo },
    }),
    volumeName: output(z.string(), {
      dependsOn: [],
      description: "Name as NAVER Cloud shows it, such as `n2638000_data`.",
      from: { row: (row) => row.volumeName },
    }),
    mountInformation: output(z.string(), {
      dependsOn: [],
      description: "What to mount, such as `10.250.0.7:/n2638000_data`.",
      from: { row: (row) => row.mountInformation },
    }),
    status: output(z.string(), {
      dependsOn: [],
      description: "Status as reported by NAVER Cloud, such as `CREAT`.",
      from: { row: (row) => row.nasVolumeInstanceStatus },
    }),
  },
  timeouts: { create: 1800, update: 600, delete: 600 },
  isCharged: true,
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/76201301"),
  name: { input: "name", max: 20, character: /[A-Za-z0-9]/, joiner: "" },
  views: { row: viewOf(NAS_VOLUME) },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: ({ row }) => row && sentName(row),
  createdAt: ({ row }) => moment(row?.createDate),
  validate: ({ protocol }, isSet, creates) =>
    creates && protocol === "CIFS" && isSet("cifsUser") !== isSet("cifsPassword")
      ? [{ property: "cifsUser", reason: "set cifsUser and cifsPassword together" }]
      : [],
  create: ({ api, scope, desired }) =>
    api.call(
      "vnas/createNasVolumeInstance",
      "create",
      scope,
      {
        volumeName: desired.name,
        zoneCode: desired.zone,
        volumeAllotmentProtocolTypeCode: desired.protocol,
        volumeSize: desired.size,
        accessControlRuleList: rulesOf(desired.servers ?? []),
        cifsUserName: desired.cifsUser,
        cifsUserPassword: desired.cifsPassword,
        isEncryptedVolume: desired.encrypted,
        isReturnProtection: desired.returnProtection,
        nasVolumeDescription: desired.description,
      },
      created(NAS_VOLUME),
    ),
  state: ({ row }) =>
    row && {
      is:
        row.nasVolumeInstanceStatus === "TERMT"
          ? "gone"
          : row.nasVolumeInstanceStatus === "CREAT" && row.nasVolumeInstanceOperation === undefined
            ? "ready"
            : "pending",
    },
  statusText: ({ row }) =>
    [row?.nasVolumeInstanceStatus, row?.nasVolumeInstanceOperation].filter((word) => word !== undefined).join(", "),
  steps: [
    {
      label: "grow",
      fields: ["size"],
      run: (context) => send(context, "changeNasVolumeSize", { volumeSize: context.desired.size }),
    },
    {
      label: "have its servers",
      fields: ["servers"],
      run: (context) => setServers(context, context.desired.servers ?? []),
    },
    {
      label: "have its protection",
      fields: ["returnProtection"],
      run: (context) =>
        send(context, "setNasVolumeReturnProtection", { isReturnProtection: context.desired.returnProtection }),
    },
  ],
  passingRefusal: HELD,
  beforeRemoval: ({ observed: { row } }) => {
    if (row?.isReturnProtection === true) {
      throw new RefusedError(
        "The NAS volume is protected, so nothing was deleted. Set returnProtection: false, run pulumi up, then delete it.",
      );
    }
  },
  remove: ({ api, scope, key }) =>
    api.call("vnas/deleteNasVolumeInstances", "idempotent", scope, { nasVolumeInstanceNoList: [key] }, done),
});

/** Write access is the default. */
const rulesOf = (servers: readonly string[]) =>
  servers.map((server) => ({ serverInstanceNo: numberOf(server), writeAccess: true }));

type NasContext = Pick<OperationContext<Naver, Views, object, object>, "api" | "scope" | "key" | "observed" | "change">;

const send = (
  { api, scope, key }: NasContext,
  action: string,
  parameters: Parameters<Naver["call"]>[3],
): Promise<void> => api.call(`vnas/${action}`, "idempotent", scope, { nasVolumeInstanceNo: key, ...parameters }, done);

/** Adds and removes only what differs, so that what others have set for the rest stays. */
function setServers(context: NasContext, wanted: readonly string[]): Promise<void> {
  const change = (verb: "add" | "remove") => (servers: readonly string[]) =>
    context.change(
      `to ${verb} servers`,
      () =>
        send(
          context,
          `${verb}NasVolumeAccessControl`,
          verb === "add" ? { accessControlRuleList: rulesOf(servers) } : { serverInstanceNoList: servers },
        ),
      ({ row }) => {
        const now = row?.nasVolumeServerInstanceNoList;
        return now !== undefined && servers.every((server) => now.includes(server) === (verb === "add"));
      },
    );
  return changeMembers({
    present: context.observed.row?.nasVolumeServerInstanceNoList ?? [],
    wanted: [...new Set(wanted.map(numberOf))],
    fits: (present, server) => present === server,
    add: change("add"),
    remove: change("remove"),
  });
}
