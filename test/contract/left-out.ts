import type { CloudName } from "../../emulators/src/index.ts";

/** Why documented calls are not used: the first reason whose pattern matches. Calls in use do not need a reason. */
export const leftOut: Readonly<Record<CloudName, readonly (readonly [RegExp, string])[]>> = {
  lunanode: [
    [
      /^lb\//,
      "Load balancers: replies and allowed values are unknown, and so is whether LunaNode still offers them (docs/api/lunanode.md §4.10).",
    ],
    [
      /^monitor\//,
      "Monitors: replies are unknown, and a monitor is no part of a server. A record takes the ID of one (docs/api/lunanode.md §2.5).",
    ],
    [/^email\//, "E-mail accounts: not about servers, and replies are unknown (docs/api/lunanode.md §2.5)."],
    [
      /^image\/retrieve$/,
      "Downloads a whole image, in practice only through the legacy API (docs/api/lunanode.md §1.5).",
    ],
    [
      /^vm\/(reboot|diskswap|rescue)$/,
      "Actions without a state that a program could declare (docs/api/lunanode.md §3.3).",
    ],
    [/^vm\/iplist$/, "`vm/info` shows the addresses (docs/api/lunanode.md §2.1.1)."],
    [/^dns\/list$/, "`floating/list` shows the reverse DNS names (docs/api/lunanode.md §2.4)."],
    [/^(image\/details|script\/get)$/, "The list shows the same (docs/api/lunanode.md §2.3, §2.4)."],
  ],
  hostdime: [
    [/^utility\.echo$/, "Returns what it was sent."],
    [
      /^(domain|ticket)\./,
      "Not about servers; `domain.list` only tells a refusal of the account from one of the call.",
    ],
  ],
  gigenet: [
    [/^Describe(InstanceStatus|InstanceAttribute|Regions|Tags)$/, "`DescribeInstances` and the zones show the same."],
    [/^GetSessionToken$/, "Sent by every resource and function if `temporaryCredentials` is set."],
  ],
  naver: [
    [/Detail$/, "The list shows the same fields."],
    [
      /ServerProductList|ServerImageProductList|getHypervisorTypeList/,
      "Older catalogs than `getServerSpecList` and `getServerImageList`.",
    ],
    [/FabricCluster/, "Clusters of bare-metal servers."],
    [/FlowLog/, "Logs of networks, apart from the servers here."],
    [/ListenerCertificate/, "Further certificates of a listener, apart from its own."],
    [
      /^globaldns/,
      "Global DNS: an API of its own (REST, another host, operations, and records that count only once applied), of which few pages were found.",
    ],
    [/^setDesiredCapacity$/, "`updateAutoScalingGroup` sets it together with the sizes."],
    [
      /executePolicy|AdjustmentType|ActivityLog|Process/,
      "Actions and logs of scaling, without a state that a program could declare.",
    ],
    [
      /^(setTarget|getTargetList)$/,
      "`addTarget` and `removeTarget` leave others' servers, and the group shows its own.",
    ],
    [/SharingPermission/, "Sharing of images between accounts."],
    [/NasVolumeSnapshot|NasVolumeInstanceRating/, "Snapshots and use of NAS volumes."],
    [/^setNasVolumeAccessControl$/, "Servers are added and removed one by one, so that others' stay."],
    [/^getNasVolumeAccessControlRuleList$/, "Whether a server can write is left as it is."],
  ],
  ovh: [
    [
      /\/auth\/|^(GET|POST|PUT|DELETE) \/me(\/|$)/,
      "Keys and applications of the account. `@indiecloud/pulumi/ovh-credentials` and `doctor` use what they need.",
    ],
    [/\/(usage|bill|quota|serviceInfos)(\/|$)/, "Bills and limits of the project."],
    [
      /\/(resume|applicationAccess|bulk)$/,
      "Actions without a state that a program could declare, or for many servers at once.",
    ],
    [
      /^(GET|PUT) \/cloud\/project(\/\{serviceName\})?$|activateMonthlyBilling$/,
      "The project itself, which a program does not manage.",
    ],
    [
      /\/(flavor|image)\/\{|\/operation|\/regionAvailable$|\/region\/\{regionName\}$|interface\/\{interfaceId\}$|backup\/\{backupWorkflowId\}$/,
      "The list shows the same fields.",
    ],
    [
      /^GET \/vps\/\{serviceName\}\/(tasks|ips\/\{ipAddress\})$/,
      "The calls for the VPS and for a task show what is needed (docs/api/ovh.md §4.6).",
    ],
    [
      /^(GET|PUT|POST) \/dedicated\/server\//,
      "The server, its boots, systems and tasks show what is needed; the rest is no state that a program could declare (docs/api/ovh.md §4.7).",
    ],
    [/ \/services/, "The server names its service; termination is left to the panel (docs/api/ovh.md §4.7)."],
    [
      /^GET \/ip\/\{ip\}$/,
      "The block itself: what a program manages of it has calls of its own (docs/api/ovh.md §4.5).",
    ],
    [
      /^GET \/domain\/zone\/\{zoneName\}(\/status)?$/,
      "The zone itself, which comes with a domain or an order (docs/api/ovh.md §4.8).",
    ],
    [/\/region\/\{regionName\}\/instance/, "A second way to the instances, of which the older one is used throughout."],
  ],
};
