export const viewNames = ["objects", "requests", "faults", "switches", "connect"] as const;
export type ViewName = (typeof viewNames)[number];

/** What the address says: the view, and the cloud ("" for all). */
export interface Place {
  readonly view: ViewName;
  readonly cloud: string;
}

export function readPlace(): Place {
  const [, view = "", cloud = ""] = location.hash.split("/");
  return { view: viewNames.find((name) => name === view) ?? "objects", cloud: decodeURIComponent(cloud) };
}

export const linkTo = ({ view, cloud }: Place): string => `#/${view}${cloud === "" ? "" : `/${cloud}`}`;
