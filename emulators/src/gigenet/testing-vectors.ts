/** Known signatures: AWS's own where noted, the others recomputed with other programs (docs/api/gigenet.md §1.4). */

const apiKey = "APIKEY";
const apiHash = "APIHASH";
const host = "api.thegcloud.com";

/** The account of the vectors created for GigeNET. */
export const vectorAccount = { apiKey, apiHash };
/** AWS's example keys; the second secret is the one in the version 4 test suite. */
export const awsExample = { apiKey: "AKIAIOSFODNN7EXAMPLE", apiHash: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" };
export const suiteSecret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

export interface V2Vector {
  readonly title: string;
  readonly method: "GET" | "POST";
  readonly host: string;
  readonly secret: string;
  /** Without Signature, as sent. */
  readonly query: string;
  /** Covers the canonical query. */
  readonly signature: string;
  /** Covers the query as sent, if that differs. */
  readonly asSent?: string;
}

export const v2Vectors: readonly V2Vector[] = [
  {
    title: "of AWS's documentation",
    method: "GET",
    host: "elasticmapreduce.amazonaws.com",
    secret: awsExample.apiHash,
    query:
      "AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Action=DescribeJobFlows&SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp=2011-10-03T15%3A19%3A30&Version=2009-03-31",
    signature: "i91nKc4PWAt0JJIdXwz9HxZCJDdiy6cf/Mj6vPxyYIs=",
  },
  {
    title: "of a list of instances",
    method: "GET",
    host,
    secret: apiHash,
    query:
      "AWSAccessKeyId=APIKEY&Action=DescribeInstances&InstanceId.1=2632&InstanceId.2=2760&SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp=2018-05-14T12%3A00%3A00Z&Version=2016-11-15",
    signature: "fdLFAYkyVZRDdCiwwSjucjxD8Z7z+jB/cjBzGzwc9Pc=",
  },
  {
    title: "of a POST with awkward characters",
    method: "POST",
    host,
    secret: apiHash,
    query:
      "AWSAccessKeyId=APIKEY&Action=RunInstances&BillingTerm=1&ImageId=centos64_7&InstanceType=gcl.1&MaxCount=1&MinCount=1&Placement.AvailabilityZone=ord1&SignatureMethod=HmacSHA256&SignatureVersion=2&TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=web%20server%2F%C3%A9~%2A&TagSpecification.1.Tag.1.Value=&Timestamp=2018-05-14T12%3A00%3A00Z&Version=2016-11-15",
    signature: "UGcaTt/oHjV2U9U9E4TCnz5XkvQ641VeVGPJJK8lY50=",
  },
  {
    title: "of the documentation's PHP sample",
    method: "GET",
    host,
    secret: apiHash,
    query:
      "AWSKeyId=APIKEY&Action=DescribeInstances&SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp=2018-05-14T12%3A00%3A00%2B00%3A00&InstanceId.1=2632",
    signature: "dFCV9q4KOjSRfsQkRI34VJ45ffwTam8g4XXwam1S34o=",
    asSent: "DZY11Hid3JjDJfmjQpJM5czaNxvkzF4jhBVMViVepIs=",
  },
  {
    title: "of the Go client, with a space as plus",
    method: "GET",
    host,
    secret: apiHash,
    query:
      "AWSAccessKeyId=APIKEY&Action=CreateTags&ResourceId.1=2632&SignatureMethod=HmacSHA256&SignatureVersion=2&Tag.1.Key=a+b&Tag.1.Value=&Timestamp=2018-05-14T12%3A00%3A00&Version=2013-10-15",
    signature: "7DRtrmB456VqOvqGvJ1MbhhN7oS5PDZlBZO5e21F1fc=",
    asSent: "0bT8LExR4aL0UVC0mUY3hrwWZdrEekJYYGLNx/W0c6E=",
  },
];

export interface V4Vector {
  readonly title: string;
  readonly method: "GET" | "POST";
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly secret: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  /** SHA-256 of the canonical request. */
  readonly canonicalHash?: string;
  /** The signing key, in hexadecimal. */
  readonly key?: string;
  readonly signature: string;
}

const suite = {
  query: "",
  headers: { host: "example.amazonaws.com", "x-amz-date": "20150830T123600Z" },
  body: "",
  secret: suiteSecret,
  date: "20150830T123600Z",
  region: "us-east-1",
  service: "service",
  signedHeaders: ["host", "x-amz-date"],
};

const form = "application/x-www-form-urlencoded";
const gigenet = {
  method: "POST",
  query: "",
  body: "",
  secret: apiHash,
  date: "20180514T120000Z",
  region: "ord1",
  service: "ec2",
} as const;

export const v4Vectors: readonly V4Vector[] = [
  {
    ...suite,
    title: "get-vanilla of AWS's test suite",
    method: "GET",
    canonicalHash: "bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63",
    signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
  },
  {
    ...suite,
    title: "get-vanilla-query-order-key-case of AWS's test suite",
    method: "GET",
    query: "Param2=value2&Param1=value1",
    canonicalHash: "816cd5b414d056048ba4f7c5386d6e0533120fb1fcfa93762cf0fc39e2cf19e0",
    signature: "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
  },
  {
    ...suite,
    title: "post-x-www-form-urlencoded of AWS's test suite",
    method: "POST",
    headers: { ...suite.headers, "content-type": form },
    signedHeaders: ["content-type", "host", "x-amz-date"],
    body: "Param1=value1",
    canonicalHash: "42a5e5bb34198acb3e84da4f085bb7927f2bc277ca766e6d19c73c2154021281",
    signature: "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
  },
  {
    ...suite,
    title: "post-x-www-form-urlencoded with content-length signed",
    method: "POST",
    headers: { ...suite.headers, "content-type": form, "content-length": "13" },
    signedHeaders: ["content-length", "content-type", "host", "x-amz-date"],
    body: "Param1=value1",
    signature: "fec50118d90ecf934441dd37fb9a49bd7f5adb6450802ca3a0977623bbb7c27f",
  },
  {
    title: "IAM ListUsers of AWS's documentation",
    method: "GET",
    query: "Action=ListUsers&Version=2010-05-08",
    headers: {
      "content-type": `${form}; charset=utf-8`,
      host: "iam.amazonaws.com",
      "x-amz-date": "20150830T123600Z",
    },
    body: "",
    secret: suiteSecret,
    date: "20150830T123600Z",
    region: "us-east-1",
    service: "iam",
    signedHeaders: ["content-type", "host", "x-amz-date"],
    canonicalHash: "f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59",
    key: "c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9",
    signature: "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
  },
  {
    ...gigenet,
    title: "of a POST to GigeNET",
    headers: { "content-type": `${form}; charset=utf-8`, host, "x-amz-date": gigenet.date },
    signedHeaders: ["content-type", "host", "x-amz-date"],
    body: "Action=DescribeInstances&InstanceId.1=2632&Version=2016-11-15",
    canonicalHash: "ce4c2a5a8a223ebca6e4636704425e95f4ea07111399bcf6fc4e39ca158a1486",
    key: "2eccece421e0c11f59a7383ffab89324ebe0e1614268dd0f783ef7a987a3dd46",
    signature: "dbe3deed523949bfce12e2f8591b9967c9bbd506110bf72755d207fbfad7072f",
  },
  {
    ...gigenet,
    title: "of a GET to GigeNET",
    method: "GET",
    query: "Action=DescribeVmTypes&Version=2016-11-15",
    headers: {
      host,
      "x-amz-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "x-amz-date": gigenet.date,
    },
    signedHeaders: ["host", "x-amz-content-sha256", "x-amz-date"],
    canonicalHash: "cab15939b8bad768d6f8680e6565def2095f3a533c89ed34b9c2915fb7358717",
    signature: "7674437a6f99786eb02e079e492d245285dba4853770bbf02c80c9d29b80a9a9",
  },
  {
    ...gigenet,
    title: "of boto 2, whose scope is us-east-1/api",
    region: "us-east-1",
    service: "api",
    headers: { "content-type": form, host, "x-amz-date": gigenet.date },
    signedHeaders: ["host", "x-amz-date"],
    body: "Action=DescribeInstances&Version=2014-10-01",
    key: "dee114b3a8c963d19ea1e0cbda64e731448f2b4a5cce438caeded9f8c5385d11",
    signature: "eb381a6be9b6bbf0027944fbc98f2646a980dcf79c9bc711af71fa9becf1121e",
  },
];
