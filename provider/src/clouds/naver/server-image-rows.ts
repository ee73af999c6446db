import type { z } from "zod";
import type { View } from "../../engine/definition/view.ts";
import { optionalText, record, text } from "../../http/decode/schemas.ts";
import type { InRegion, Naver } from "./account.ts";
import { code, IMAGE, kindOf, operation } from "./schemas.ts";

/** The account's own images: server images on KVM, member server images on XEN and RHV (§4.10). */

const memberRow = record({
  memberServerImageInstanceNo: text,
  memberServerImageName: optionalText,
  memberServerImageDescription: optionalText,
  originalServerInstanceNo: optionalText,
  originalServerImageProductCode: optionalText,
  memberServerImageInstanceStatus: code,
  memberServerImageInstanceOperation: operation,
  createDate: optionalText,
});
export const MEMBER_IMAGE = kindOf(
  "vserver",
  "memberServerImageInstance",
  memberRow,
  (row) => row.memberServerImageInstanceNo,
);

export interface OwnImageRow {
  no: string;
  isMember: boolean;
  name: string | undefined;
  description: string | undefined;
  /** Only member images show it. */
  server: string | undefined;
  status: string | undefined;
  operation: string | undefined;
  createDate: string | undefined;
  regionCode: string;
}

type ImageRow = InRegion<z.output<typeof IMAGE.row>>;

/** Member images may be listed as server images too: then the member image counts. */
const isOwnImage = ({ serverImageType, hypervisorType = "KVM" }: ImageRow): boolean =>
  serverImageType === "SELF" && hypervisorType === "KVM";

const ofImage = (row: ImageRow): OwnImageRow => ({
  no: row.serverImageNo,
  isMember: false,
  name: row.serverImageName,
  description: row.serverImageDescription,
  server: undefined,
  status: row.serverImageStatus,
  operation: row.serverImageOperation,
  createDate: row.createDate,
  regionCode: row.regionCode,
});

const ofMember = (row: InRegion<z.output<typeof memberRow>>): OwnImageRow => ({
  no: row.memberServerImageInstanceNo,
  isMember: true,
  name: row.memberServerImageName,
  description: row.memberServerImageDescription,
  server: row.originalServerInstanceNo,
  status: row.memberServerImageInstanceStatus,
  operation: row.memberServerImageInstanceOperation,
  createDate: row.createDate,
  regionCode: row.regionCode,
});

export const listOwnImages = async (api: Naver, scope: string): Promise<OwnImageRow[]> => {
  const [images, members] = await Promise.all([api.list(IMAGE, scope), api.list(MEMBER_IMAGE, scope)]);
  return [...images.filter(isOwnImage).map(ofImage), ...members.map(ofMember)];
};

export const ownImageView: View<Naver, { row: OwnImageRow }, OwnImageRow> = {
  list: async (api, scope) => (await listOwnImages(api, scope)).map((row) => [row.no, row] as const),
  one: async (api, at) => {
    const image = await api.detail(IMAGE, at);
    if (image !== undefined && isOwnImage(image)) {
      return { row: ofImage(image) };
    }
    const member = await api.detail(MEMBER_IMAGE, at);
    return member === undefined ? undefined : { row: ofMember(member) };
  },
};
