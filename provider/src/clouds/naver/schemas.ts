import { z } from "zod";
import {
  type AnswerSchema,
  accepted,
  at,
  bool,
  decimal,
  integer,
  list,
  once,
  optional,
  optionalText,
  perhaps,
  record,
  text,
  textAt,
  unexpected,
  verbatim,
} from "../../http/decode/schemas.ts";
import type { Tree } from "../../http/decode/tree.ts";
import type { NumberedPage } from "../../http/pages.ts";

/** NAVER Cloud's answers. Object numbers are text; `""` means none; names of codes are localized and not read. */

export const done = accepted;

const tree = z.custom<Tree | undefined>(() => true);

/** The content of the root element; undefined if there is no element of that name. */
export const body = (answer: Tree | undefined, root: string): Tree | undefined => at(answer, root);

/**
 * The one root element of an answer, named after the call, with the return code of a success. An answer without it
 * comes from another service or is damaged: then an empty list does not mean "gone", and no answer confirms a change
 * (§5.1).
 */
export const enveloped = <T>(action: string, inner: AnswerSchema<T>): AnswerSchema<T> => ({
  safeParse: (answer) => {
    const inside = body(answer, `${action}Response`);
    return textAt(inside, "returnCode") === "0"
      ? inner.safeParse(inside)
      : unexpected(`expected ${action}Response with return code 0`);
  },
});

/** A kind of object; its calls and lists are named after it. */
export interface Kind<Row> {
  service: "vserver" | "vpc" | "vloadbalancer" | "vautoscaling" | "vnas";
  /** `serverInstance`: `serverInstanceNo`, `serverInstanceList`. */
  thing: string;
  /** `ServerInstance`: `getServerInstanceList`. */
  Thing: string;
  /** The call that lists it, if it is not named after the thing. */
  listCall?: string;
  row: z.ZodType<Row>;
  keyOf(row: Row): string;
  /** The schemas of its answers, with and without pages, made once. */
  page(): AnswerSchema<NumberedPage<Row>>;
  whole(): AnswerSchema<Row[]>;
}

export const kindOf = <Row>(
  service: Kind<Row>["service"],
  thing: string,
  row: z.ZodType<Row>,
  keyOf: Kind<Row>["keyOf"],
): Kind<Row> => {
  const Thing = thing.charAt(0).toUpperCase() + thing.slice(1);
  const answers = { page: once(() => pageOf({ thing, row })), whole: once(() => wholeOf({ thing, row })) };
  return { service, thing, Thing, row, keyOf, ...answers };
};

const rowsOf = <Row>({ thing, row }: Pick<Kind<Row>, "thing" | "row">) => list(row, { in: thing });

/** The rows of an answer to a read, `<thingList><thing>…` in XML, and the total number on all pages. */
export const pageOf = <Row>(kind: Pick<Kind<Row>, "thing" | "row">) =>
  tree
    .transform((answer): unknown => ({ total: at(answer, "totalRows"), rows: at(answer, `${kind.thing}List`) }))
    .pipe(record({ total: integer, rows: rowsOf(kind) }));

/** The rows of an answer without pages: all of them, otherwise the answer is damaged. */
export const wholeOf = <Row>(kind: Pick<Kind<Row>, "thing" | "row">) =>
  pageOf(kind)
    .refine(({ total, rows }) => rows.length >= total, { error: "fewer rows than it says there are" })
    .transform(({ rows }) => rows);

/** The row of one object: undefined if it does not exist, and never another object's. */
export const detailOf = <Row>(kind: Kind<Row>, key: string): AnswerSchema<Row | undefined> => ({
  safeParse: (answer) => {
    const parsed = kind.whole().safeParse(answer);
    if (!parsed.success) {
      return parsed;
    }
    const isOfIt = parsed.data.every((row) => kind.keyOf(row) === key);
    return isOfIt ? { success: true, data: parsed.data[0] } : unexpected("is about another object");
  },
});

/** The key of the one created object. */
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

/** `{code, codeName}`, of which only the code is independent of the language (§2.1). */
export const code = optional(record({ code: optionalText })).transform((coded) => coded?.code);
/** A code that every row of the kind has. */
export const word = record({ code: text }).transform((coded) => coded.code);
/** The operation in progress; undefined for `NULL`. */
export const operation = code.transform((word) => (word === "NULL" ? undefined : word));
/**
 * Object numbers: `<networkInterfaceNoList><networkInterfaceNo>…` in XML. Undefined: the answer does not include them.
 */
export const numbers = (thing: string) => list(text, { in: thing }).optional();

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
  placementGroupNo: optionalText,
  hypervisorType: code,
  serverImageNo: optionalText,
  serverImageProductCode: optionalText,
  /** Of a server that was created from a member server image. */
  memberServerImageInstanceNo: optionalText,
  serverSpecCode: optionalText,
  serverProductCode: optionalText,
  createDate: optionalText,
});
export type ServerRow = z.output<typeof serverRow>;
export const SERVER = kindOf("vserver", "serverInstance", serverRow, (row) => row.serverInstanceNo);

export const rootPassword = record({ rootPassword: text }).transform((answer) => answer.rootPassword);

export const interfaceRow = record({
  networkInterfaceNo: text,
  networkInterfaceName: optionalText,
  networkInterfaceDescription: optionalText,
  subnetNo: optionalText,
  instanceNo: optionalText,
  isDefault: optional(bool),
  deviceName: optionalText,
  networkInterfaceStatus: code,
  ip: optionalText,
  secondaryIpList: numbers("secondaryIp"),
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
  /** Despite its name, the number of the group on the other side (§4.6). */
  accessControlGroupSequence: optionalText,
  portRange: optionalText,
  accessControlGroupRuleType: code,
  accessControlGroupRuleDescription: optionalText,
});
export type RuleRow = z.output<typeof ruleRow>;
export const ruleList = wholeOf({ thing: "accessControlGroupRule", row: ruleRow });

export const loginKeyRow = record({
  keyName: text,
  fingerprint: optionalText,
  publicKey: optional(verbatim),
  createDate: optionalText,
});
export type LoginKeyRow = z.output<typeof loginKeyRow>;
export const LOGIN_KEY = kindOf("vserver", "loginKey", loginKeyRow, (row) => row.keyName);
/** The only answer that ever contains the private key. */
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

const regionRow = record({ regionCode: text, regionName: optionalText });
export const regionList = wholeOf({ thing: "region", row: regionRow });

const zoneRow = record({ zoneCode: text, zoneName: optionalText });
export const ZONE = kindOf("vserver", "zone", zoneRow, (row) => row.zoneCode);

const imageRow = record({
  serverImageNo: text,
  serverImageName: optionalText,
  serverImageProductCode: optionalText,
  serverImageDescription: optionalText,
  /** `NCP`, or `SELF` for the account's own images. */
  serverImageType: code,
  hypervisorType: code,
  /** `LINUX`, `WINDOWS` */
  osCategoryType: code,
  /** `UBUNTU`, `ROCKY` … */
  osType: code,
  serverImageLifeCyclePhase: code,
  serverImageStatus: code,
  serverImageOperation: operation,
  createDate: optionalText,
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
