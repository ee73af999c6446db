import { z } from "zod";
import {
  accepted,
  at,
  bool,
  decimal,
  integer,
  list,
  optional,
  optionalText,
  perhaps,
  record,
  text,
  textAt,
  verbatim,
} from "../../http/decode/schemas.ts";
import type { Tree } from "../../http/decode/tree.ts";

/** NAVER Cloud's answers. Numbers of objects are text; `""` is "none"; names of codes are localized and not read. */

export const done = accepted;

const tree = z.custom<Tree | undefined>(() => true);

/** What stands below the root element; undefined where there is none of that name. */
export const body = (answer: Tree | undefined, root: string): Tree | undefined => at(answer, root);

/**
 * The one root element of an answer, named after the call, with the return code of a success. One without is another
 * service's, or damaged: then an empty list does not mean "gone", nor any answer that something was done (§5.1).
 */
export const enveloped = <T>(action: string, inner: z.ZodType<T>): z.ZodType<T> =>
  tree
    .transform((answer, context): unknown => {
      const inside = body(answer, `${action}Response`);
      if (textAt(inside, "returnCode") !== "0") {
        context.addIssue({ code: "custom", message: `expected ${action}Response with return code 0` });
        return z.NEVER;
      }
      return inside;
    })
    .pipe(inner);

/** A kind of object, whose calls and lists are all named after it. */
export interface Kind<Row> {
  service: "vserver" | "vpc";
  /** `serverInstance`: `serverInstanceNo`, `serverInstanceList`. */
  thing: string;
  /** `ServerInstance`: `getServerInstanceList`. */
  Thing: string;
  row: z.ZodType<Row>;
  keyOf(row: Row): string;
}

const kindOf = <Row>(
  service: Kind<Row>["service"],
  thing: string,
  row: z.ZodType<Row>,
  keyOf: Kind<Row>["keyOf"],
): Kind<Row> => ({ service, thing, Thing: thing.charAt(0).toUpperCase() + thing.slice(1), row, keyOf });

const rowsOf = <Row>({ thing, row }: Pick<Kind<Row>, "thing" | "row">) => list(row, { in: thing });

/** The rows of an answer to a read, `<thingList><thing>…` in XML, and how many there are on all pages. */
export const pageOf = <Row>(kind: Pick<Kind<Row>, "thing" | "row">) =>
  tree
    .transform((answer): unknown => ({ total: at(answer, "totalRows"), rows: at(answer, `${kind.thing}List`) }))
    .pipe(record({ total: integer, rows: rowsOf(kind) }));

/** The rows of an answer that has no pages: all of them, or it is damaged. */
const wholeOf = <Row>(kind: Pick<Kind<Row>, "thing" | "row">) =>
  pageOf(kind)
    .refine(({ total, rows }) => rows.length >= total, { error: "fewer rows than it says there are" })
    .transform(({ rows }) => rows);

/** The row of one object: none where it is not there, and none of another. */
export const detailOf = <Row>(kind: Kind<Row>, key: string) =>
  wholeOf(kind)
    .refine((rows) => rows.every((row) => kind.keyOf(row) === key), { error: "is about another object" })
    .transform(([row]) => row);

/** The key of the one object that a create made. */
export const created = <Row>(kind: Kind<Row>) =>
  tree
    .transform((answer): unknown => at(answer, `${kind.thing}List`))
    .pipe(rowsOf(kind))
    .transform(([row], context): string => {
      if (row !== undefined) {
        return kind.keyOf(row);
      }
      context.addIssue({ code: "custom", message: `expected one ${kind.thing}, found none` });
      return z.NEVER;
    });

/** `{code, codeName}`, of which only the code means the same in every language (§2.1). */
const code = optional(record({ code: optionalText })).transform((coded) => coded?.code);
/** An operation under way; `NULL` where there is none. */
const operation = code.transform((word) => (word === "NULL" ? undefined : word));
/** Numbers of objects: `<networkInterfaceNoList><networkInterfaceNo>…` in XML. Undefined: the answer does not say. */
const numbers = (thing: string) => list(text, { in: thing }).optional();

export const serverRow = record({
  serverInstanceNo: text,
  serverName: optionalText,
  serverDescription: optionalText,
  cpuCount: optional(integer),
  /** Bytes. */
  memorySize: optional(decimal),
  loginKeyName: optionalText,
  publicIpInstanceNo: optionalText,
  publicIp: optionalText,
  serverInstanceStatus: code,
  serverInstanceOperation: operation,
  isProtectServerTermination: optional(bool),
  zoneCode: optionalText,
  vpcNo: optionalText,
  subnetNo: optionalText,
  initScriptNo: optionalText,
  hypervisorType: code,
  serverImageNo: optionalText,
  serverImageProductCode: optionalText,
  serverSpecCode: optionalText,
  serverProductCode: optionalText,
  createDate: optionalText,
});
export type ServerRow = z.output<typeof serverRow>;
export const SERVER = kindOf("vserver", "serverInstance", serverRow, (row) => row.serverInstanceNo);

export const rootPassword = record({ rootPassword: text }).transform((answer) => answer.rootPassword);

export const interfaceRow = record({
  networkInterfaceNo: text,
  instanceNo: optionalText,
  isDefault: optional(bool),
  deviceName: optionalText,
  networkInterfaceStatus: code,
  ip: optionalText,
  accessControlGroupNoList: numbers("accessControlGroupNo"),
});
export type InterfaceRow = z.output<typeof interfaceRow>;
export const INTERFACE = kindOf("vserver", "networkInterface", interfaceRow, (row) => row.networkInterfaceNo);

export const publicIpRow = record({
  publicIpInstanceNo: text,
  publicIp: optionalText,
  publicIpDescription: optionalText,
  publicIpInstanceStatus: code,
  publicIpInstanceOperation: operation,
  serverInstanceNo: optionalText,
  serverName: optionalText,
  privateIp: optionalText,
  createDate: optionalText,
});
export type PublicIpRow = z.output<typeof publicIpRow>;
export const PUBLIC_IP = kindOf("vserver", "publicIpInstance", publicIpRow, (row) => row.publicIpInstanceNo);

export const groupRow = record({
  accessControlGroupNo: text,
  accessControlGroupName: optionalText,
  accessControlGroupDescription: optionalText,
  accessControlGroupStatus: code,
  isDefault: optional(bool),
  vpcNo: optionalText,
});
export type GroupRow = z.output<typeof groupRow>;
export const GROUP = kindOf("vserver", "accessControlGroup", groupRow, (row) => row.accessControlGroupNo);

export const ruleRow = record({
  protocolType: optional(record({ code: optionalText, number: optionalText })),
  ipBlock: optionalText,
  /** Despite its name the number of the group on the other side (§4.6). */
  accessControlGroupSequence: optionalText,
  portRange: optionalText,
  accessControlGroupRuleType: code,
  accessControlGroupRuleDescription: optionalText,
});
export type RuleRow = z.output<typeof ruleRow>;
export const ruleList = wholeOf({ thing: "accessControlGroupRule", row: ruleRow });

const storageRow = record({
  blockStorageInstanceNo: text,
  blockStorageName: optionalText,
  serverInstanceNo: optionalText,
  blockStorageType: code,
  blockStorageInstanceStatus: code,
});
export const STORAGE = kindOf("vserver", "blockStorageInstance", storageRow, (row) => row.blockStorageInstanceNo);

export const loginKeyRow = record({
  keyName: text,
  fingerprint: optionalText,
  publicKey: optional(verbatim),
  createDate: optionalText,
});
export type LoginKeyRow = z.output<typeof loginKeyRow>;
export const LOGIN_KEY = kindOf("vserver", "loginKey", loginKeyRow, (row) => row.keyName);
/** The only answer that ever has the private key. */
export const createdLoginKey = record({ keyName: text, privateKey: text });

export const initScriptRow = record({
  initScriptNo: text,
  initScriptName: optionalText,
  initScriptDescription: optionalText,
  initScriptContent: optional(verbatim),
  osType: code,
  createDate: optionalText,
});
export type InitScriptRow = z.output<typeof initScriptRow>;
export const INIT_SCRIPT = kindOf("vserver", "initScript", initScriptRow, (row) => row.initScriptNo);

export const vpcRow = record({
  vpcNo: text,
  vpcName: optionalText,
  ipv4CidrBlock: optionalText,
  vpcStatus: code,
  createDate: optionalText,
});
export type VpcRow = z.output<typeof vpcRow>;
export const VPC = kindOf("vpc", "vpc", vpcRow, (row) => row.vpcNo);

export const subnetRow = record({
  subnetNo: text,
  vpcNo: optionalText,
  zoneCode: optionalText,
  subnetName: optionalText,
  subnet: optionalText,
  subnetStatus: code,
  subnetType: code,
  usageType: code,
  networkAclNo: optionalText,
  createDate: optionalText,
});
export type SubnetRow = z.output<typeof subnetRow>;
export const SUBNET = kindOf("vpc", "subnet", subnetRow, (row) => row.subnetNo);

const aclRow = record({
  networkAclNo: text,
  networkAclName: optionalText,
  vpcNo: optionalText,
  isDefault: optional(bool),
});
export const NETWORK_ACL = kindOf("vpc", "networkAcl", aclRow, (row) => row.networkAclNo);

const regionRow = record({ regionCode: text, regionName: optionalText });
export const regionList = wholeOf({ thing: "region", row: regionRow });

const zoneRow = record({ zoneCode: text, zoneName: optionalText });
export const ZONE = kindOf("vserver", "zone", zoneRow, (row) => row.zoneCode);

const imageRow = record({
  serverImageNo: text,
  serverImageName: optionalText,
  serverImageProductCode: optionalText,
  serverImageDescription: optionalText,
  /** `NCP`, or `SELF` for the account's own. */
  serverImageType: code,
  hypervisorType: code,
  /** `LINUX`, `WINDOWS` */
  osCategoryType: code,
  /** `UBUNTU`, `ROCKY` … */
  osType: code,
  serverImageLifeCyclePhase: code,
});
export const IMAGE = kindOf("vserver", "serverImage", imageRow, (row) => row.serverImageNo);

const specRow = record({
  serverSpecCode: text,
  serverSpecNo: optionalText,
  serverProductCode: optionalText,
  serverSpecDescription: optionalText,
  hypervisorType: code,
  generationCode: optionalText,
  cpuCount: perhaps(integer),
  /** Bytes. */
  memorySize: perhaps(decimal),
});
export const SPEC = kindOf("vserver", "serverSpec", specRow, (row) => row.serverSpecCode);
