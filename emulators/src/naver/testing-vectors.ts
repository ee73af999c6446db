/** Known signatures; the secret is made up. */
export const secretKey = "ExampleSecretKey/0000+abcdEFGH0123456789";

export interface Vector {
  readonly title: string;
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly timestamp: string;
  readonly accessKey: string;
  readonly signature: string;
}

const first = { timestamp: "1505290625682", accessKey: "D78BB444D6D3C84CA38A" } as const;
const example = "EXAMPLEACCESSKEY0001";

export const accepted: readonly Vector[] = [
  {
    ...{ title: "V1: a query with an empty and a missing value", method: "GET", ...first },
    url: "/photos/puppy.jpg?query1=&query2",
    signature: "/kLo9b5IgWxmsKZnufyvJMLnsjjsYKcjYBoH86NaUJw=",
  },
  {
    ...{ title: "V2: a detail call", method: "GET", timestamp: "1727169379000", accessKey: example },
    url: "/vserver/v2/getServerInstanceDetail?regionCode=KR&serverInstanceNo=26695183&responseFormatType=json",
    signature: "rHNAFa/tpodFBNXM14HZMlkshF8m83Alm9VvT+PieD0=",
  },
  {
    ...{ title: "V3: a form, which is not signed", method: "POST", timestamp: "1727169379000", accessKey: example },
    url: "/vserver/v2/createServerInstances",
    signature: "kjsJqVHBu1pLE/TAPhvGumSydI81BxtxHmuXt4IM6N4=",
  },
  {
    ...{ title: "V4: lists and encoded text", method: "GET", timestamp: "1727169379123", accessKey: example },
    url: "/vserver/v2/getServerInstanceList?regionCode=KR&serverInstanceNoList.1=26695183&serverInstanceNoList.2=26695184&serverName=web%20a%2Bb&responseFormatType=json",
    signature: "spZVaVTcrYRhzJOtJVcQ6fvCbNIfgwTwwBGgg/UTang=",
  },
  {
    ...{ title: "V5: the classic platform", method: "POST", timestamp: "1727169379123", accessKey: example },
    url: "/server/v2/terminateServerInstances",
    signature: "IfnlO12rKN4Q6BgHT74zzjadT7OAMkzx4zjN94hTgUM=",
  },
];

/** The request of V1, signed incorrectly, as in public samples. */
export const rejected: readonly Vector[] = [
  {
    ...{ title: "without the access key", method: "GET", ...first },
    url: "/photos/puppy.jpg?query1=&query2",
    signature: "ij02thQ7U4+aHjJQcgkXrJNNJv3dSTr77lHpXKL8FI4=",
  },
  {
    ...{ title: "with an extra empty line", method: "GET", ...first },
    url: "/photos/puppy.jpg?query1=&query2",
    signature: "UyVm9tY2f6jW7KlL4fQswuswXeUBy5YxiAXvI2g5LKE=",
  },
];
