import { z } from "zod";
import { sameScript } from "../../engine/definition/boot-script.ts";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { InRegion, Naver } from "./account.ts";
import { HELD, NAME, nameText, nameType, REGION_FIELD, ref, reported, scopeOf, textOf, viewOf } from "./ids.ts";
import { created, done, INIT_SCRIPT, type InitScriptRow } from "./schemas.ts";

type Views = { row: InRegion<InitScriptRow>; detail: InRegion<InitScriptRow> };
const { required, optional, output, define } = resourceKit<Naver, Views>();

const byNumber = viewOf(INIT_SCRIPT);

export const initScript = define({
  token: "naver:InitScript",
  noun: "init script",
  description: "An init script that servers run at first boot. NAVER Cloud cannot change one.",
  see: "https://api.ncloud-docs.com/docs/en/compute-vserver",
  inputs: {
    name: optional(nameType, {
      description: nameText("initScriptName"),
      change: "replace",
      read: reported((row) => row.initScriptName),
    }),
    region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
    content: required(
      z
        .string()
        .min(1)
        .max(1024 * 1024)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is what is allowed.
        .regex(/^[\x00-\x7f]*$/, "may contain only ASCII characters"),
      {
        description:
          "The script (`initScriptContent`), ASCII, at most 1024 KB. The first line names the interpreter, such as `#!/bin/bash`; Visual Basic for Windows.",
        change: "replace",
        secret: true,
        same: sameScript,
        // It is not documented whether the list includes the text.
        read: {
          from: { row: (row) => row.initScriptContent, detail: (row) => row.initScriptContent },
          drift: "report",
        },
      },
    ),
    osType: optional(z.enum(["LNX", "WND"]), {
      description: "`LNX` (the default) or `WND` for Windows (`osTypeCode`).",
      change: "replace",
      default: "LNX",
      read: { from: { row: (row) => osTypeOf(row.osType) }, drift: "report" },
    }),
    description: optional(textOf(1000), {
      description: "Description (`initScriptDescription`), at most 1000 bytes.",
      change: "initial",
      read: reported((row) => row.initScriptDescription),
    }),
  },
  outputs: {
    initScriptNo: output(z.string(), {
      always: true,
      description: "Number of the script.",
      from: { row: (row) => row.initScriptNo },
    }),
  },
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/1234"),
  name: NAME,
  views: {
    row: {
      ...byNumber,
      one: async (api, at) => {
        const row = await api.detail(INIT_SCRIPT, at);
        return row === undefined ? undefined : { row, detail: row };
      },
    },
    detail: {
      one: async (api, at) => {
        const detail = await api.detail(INIT_SCRIPT, at);
        return detail === undefined ? undefined : { detail };
      },
    },
  },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.initScriptName,
  createdAt: (observed) => moment(observed.row?.createDate),
  create: ({ api, scope, desired }) =>
    api.call(
      "vserver/createInitScript",
      "create",
      scope,
      {
        initScriptName: desired.name,
        initScriptContent: desired.content,
        osTypeCode: desired.osType ?? "LNX",
        initScriptDescription: desired.description,
      },
      created(INIT_SCRIPT),
    ),
  steps: [],
  passingRefusal: HELD,
  remove: ({ api, scope, key }) =>
    api.call("vserver/deleteInitScripts", "idempotent", scope, { initScriptNoList: [key] }, done),
});

const osTypeOf = (code: string | undefined): "LNX" | "WND" | undefined =>
  code === "LNX" || code === "WND" ? code : undefined;
