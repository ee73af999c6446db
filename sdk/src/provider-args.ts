// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";

/** LunaNode's Dynamic API: virtual machines in Toronto, Montreal and Roubaix. */
export interface LunanodeAccount {
  /**
   * API ID, 16 characters.
   *
   * Environment: `LUNANODE_API_ID`.
   */
  apiId?: pulumi.Input<string> | undefined;

  /**
   * API key, 128 characters.
   *
   * Environment: `LUNANODE_API_KEY`.
   */
  apiKey?: pulumi.Input<string> | undefined;

  /**
   * Base URL; the API is at `/api` below it.
   *
   * Environment: `LUNANODE_ENDPOINT`. Default: `https://dynamic.lunanode.com`.
   *
   * @default https://dynamic.lunanode.com
   */
  endpoint?: pulumi.Input<string> | undefined;

  /**
   * `true`: a successful response without its list, such as `vms`, means an empty list. Set it only if the panel
   * shows that the account has none of the objects that the error names. Otherwise such a response is an error.
   *
   * Environment: `LUNANODE_MISSING_LIST_MEANS_EMPTY`.
   */
  missingListMeansEmpty?: pulumi.Input<string> | undefined;

  /**
   * Most requests per second that each process sends for this account, such as `2` or `0.5`. Default: 5, and less if
   * the cloud refuses requests because there are too many.
   *
   * Environment: `LUNANODE_REQUESTS_PER_SECOND`.
   */
  requestsPerSecond?: pulumi.Input<string> | undefined;
}

/** HostDime's API v1: VPSes and dedicated servers ordered in the portal, and reverse DNS. */
export interface HostdimeAccount {
  /**
   * Public API key.
   *
   * Environment: `HOSTDIME_PUBLIC_KEY`.
   */
  publicKey?: pulumi.Input<string> | undefined;

  /**
   * Private API key.
   *
   * Environment: `HOSTDIME_PRIVATE_KEY`.
   */
  privateKey?: pulumi.Input<string> | undefined;

  /**
   * Response format: `json`, `xml` or `yml`. All three give the same values.
   *
   * Environment: `HOSTDIME_FORMAT`. Default: `json`.
   *
   * @default json
   */
  format?: pulumi.Input<string> | undefined;

  /**
   * Name of the method that orders a VPS. HostDime documents none.
   *
   * Default: `vps.create`.
   *
   * @default vps.create
   */
  createMethod?: pulumi.Input<string> | undefined;

  /**
   * Name of the method that cancels an ordered VPS. HostDime documents none.
   *
   * Default: `vps.cancel`.
   *
   * @default vps.cancel
   */
  cancelMethod?: pulumi.Input<string> | undefined;

  /**
   * `true`: a successful response whose `response` is null means an empty list. Set it only if the portal shows that
   * the account has none of the objects that the error names. Otherwise such a response is an error.
   *
   * Environment: `HOSTDIME_MISSING_LIST_MEANS_EMPTY`.
   */
  missingListMeansEmpty?: pulumi.Input<string> | undefined;

  /**
   * Base URL of the API, with or without the version.
   *
   * Environment: `HOSTDIME_ENDPOINT`. Default: `https://api.hostdime.com/v1/`.
   *
   * @default https://api.hostdime.com/v1/
   */
  endpoint?: pulumi.Input<string> | undefined;

  /**
   * Most requests per second that each process sends for this account, such as `2` or `0.5`. Default: 5, and less if
   * the cloud refuses requests because there are too many.
   *
   * Environment: `HOSTDIME_REQUESTS_PER_SECOND`.
   */
  requestsPerSecond?: pulumi.Input<string> | undefined;
}

/**
 * The GigeNET Cloud API, version 2: cloud instances near Chicago and in Los Angeles, elastic addresses and key
 * pairs.
 */
export interface GigenetAccount {
  /**
   * API Key (the access key ID).
   *
   * Environment: `GIGENET_API_KEY`.
   */
  apiKey?: pulumi.Input<string> | undefined;

  /**
   * API Hash (the secret of the API Key).
   *
   * Environment: `GIGENET_API_HASH`.
   */
  apiHash?: pulumi.Input<string> | undefined;

  /**
   * `true`: sign with temporary credentials. Each process asks for them with the API Hash (`GetSessionToken`), an
   * hour at a time; every other request is signed with them.
   *
   * Environment: `GIGENET_TEMPORARY_CREDENTIALS`.
   */
  temporaryCredentials?: pulumi.Input<string> | undefined;

  /**
   * Default zone of instances.
   *
   * Environment: `GIGENET_ZONE`. Default: `ord1`.
   *
   * @default ord1
   */
  zone?: pulumi.Input<string> | undefined;

  /**
   * Base URL of the API.
   *
   * Environment: `GIGENET_ENDPOINT`. Default: `https://api.thegcloud.com`.
   *
   * @default https://api.thegcloud.com
   */
  endpoint?: pulumi.Input<string> | undefined;

  /**
   * `true`: a successful response without its list, such as `reservationSet`, means an empty list. Set it only if
   * the dashboard shows that the account has none of the objects that the error names. Otherwise such a response is
   * an error.
   *
   * Environment: `GIGENET_MISSING_LIST_MEANS_EMPTY`.
   */
  missingListMeansEmpty?: pulumi.Input<string> | undefined;

  /**
   * Most requests per second that each process sends for this account, such as `2` or `0.5`. Default: 5, and less if
   * the cloud refuses requests because there are too many.
   *
   * Environment: `GIGENET_REQUESTS_PER_SECOND`.
   */
  requestsPerSecond?: pulumi.Input<string> | undefined;
}

/**
 * NAVER Cloud Platform (VPC): servers, networks, load balancers, keys and addresses, on the sites public, gov and
 * fin.
 */
export interface NaverAccount {
  /**
   * Access key of the account or a sub account.
   *
   * Environment: `NCLOUD_ACCESS_KEY` and `NCLOUD_ACCESS_KEY_ID`.
   */
  accessKey?: pulumi.Input<string> | undefined;

  /**
   * Secret key.
   *
   * Environment: `NCLOUD_SECRET_KEY` and `NCLOUD_SECRET_ACCESS_KEY`.
   */
  secretKey?: pulumi.Input<string> | undefined;

  /**
   * Default region of resources, by code: `KR` if absent, or `FKR` on the site `fin`.
   *
   * Environment: `NCLOUD_REGION`.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * The cloud that the account belongs to: `public`, `gov` (public institutions) or `fin` (finance).
   *
   * Environment: `NCLOUD_SITE`. Default: `public`.
   *
   * @default public
   */
  site?: pulumi.Input<string> | undefined;

  /**
   * Response format: `json` or `xml`. Both give the same values.
   *
   * Environment: `NCLOUD_FORMAT`. Default: `json`.
   *
   * @default json
   */
  format?: pulumi.Input<string> | undefined;

  /**
   * Base URL of the API gateway, if not the site's.
   *
   * Environment: `NAVER_ENDPOINT` and `NCLOUD_API_GW`.
   */
  endpoint?: pulumi.Input<string> | undefined;

  /**
   * Currency of prices: `KRW`, `USD` or `JPY`. If absent, NAVER Cloud chooses it. Only for prices.
   *
   * Environment: `NCLOUD_PAY_CURRENCY`.
   */
  payCurrency?: pulumi.Input<string> | undefined;

  /**
   * Most requests per second that each process sends for this account, such as `2` or `0.5`. Default: 20, and less
   * if the cloud refuses requests because there are too many.
   *
   * Environment: `NCLOUD_REQUESTS_PER_SECOND`.
   */
  requestsPerSecond?: pulumi.Input<string> | undefined;
}

/** OVHcloud Public Cloud, with the APIs of Europe, Canada and the United States. */
export interface OvhAccount {
  /**
   * Application key (AK).
   *
   * Environment: `OVH_APPLICATION_KEY`.
   */
  applicationKey?: pulumi.Input<string> | undefined;

  /**
   * Application secret (AS).
   *
   * Environment: `OVH_APPLICATION_SECRET`.
   */
  applicationSecret?: pulumi.Input<string> | undefined;

  /**
   * Consumer key (CK), validated, with access to `/cloud/project/*`.
   *
   * Environment: `OVH_CONSUMER_KEY`.
   */
  consumerKey?: pulumi.Input<string> | undefined;

  /**
   * ID of an OAuth2 service account.
   *
   * Environment: `OVH_CLIENT_ID`.
   */
  clientId?: pulumi.Input<string> | undefined;

  /**
   * Secret of an OAuth2 service account.
   *
   * Environment: `OVH_CLIENT_SECRET`.
   */
  clientSecret?: pulumi.Input<string> | undefined;

  /**
   * OAuth2 access token. It expires after about an hour and is not renewed.
   *
   * Environment: `OVH_ACCESS_TOKEN`.
   */
  accessToken?: pulumi.Input<string> | undefined;

  /**
   * Public Cloud project (`serviceName`), 32 hexadecimal digits.
   *
   * Environment: `OVH_CLOUD_PROJECT_SERVICE`.
   */
  project?: pulumi.Input<string> | undefined;

  /**
   * `ovh-eu`, `ovh-ca`, `ovh-us` or another of OVHcloud's names, or the URL of the API, such as
   * `https://eu.api.ovh.com/1.0`.
   *
   * Environment: `OVH_ENDPOINT`. Default: `ovh-eu`.
   *
   * @default ovh-eu
   */
  endpoint?: pulumi.Input<string> | undefined;

  /**
   * OVHcloud subsidiary whose prices apply, such as `FR`, `CA` or `US`. If absent, OVHcloud is asked for that of the
   * account (`GET /me`). Only for prices.
   *
   * Environment: `OVH_SUBSIDIARY`.
   */
  subsidiary?: pulumi.Input<string> | undefined;

  /** URL for OAuth2 tokens, if `endpoint` is a URL. `/auth/oauth2/token` on the same host if absent. */
  tokenEndpoint?: pulumi.Input<string> | undefined;

  /**
   * Most requests per second that each process sends for this account, such as `2` or `0.5`. Default: 20, and less
   * if the cloud refuses requests because there are too many.
   *
   * Environment: `OVH_REQUESTS_PER_SECOND`.
   */
  requestsPerSecond?: pulumi.Input<string> | undefined;
}

/** The accounts that a `Provider` brings; at least one. */
export interface ProviderArgs {
  /**
   * An account at LunaNode: `indiecloud:lunanode` in the stack's configuration, or an argument of a `Provider`.
   *
   * Set with `pulumi config set --path --secret indiecloud:lunanode.apiKey VALUE`. All credentials come from one
   * source: what is set here, or else the environment.
   */
  lunanode?: pulumi.Input<LunanodeAccount> | undefined;

  /**
   * An account at HostDime: `indiecloud:hostdime` in the stack's configuration, or an argument of a `Provider`.
   *
   * Set with `pulumi config set --path --secret indiecloud:hostdime.privateKey VALUE`. All credentials come from one
   * source: what is set here, or else the environment.
   */
  hostdime?: pulumi.Input<HostdimeAccount> | undefined;

  /**
   * An account at GigeNET: `indiecloud:gigenet` in the stack's configuration, or an argument of a `Provider`.
   *
   * Set with `pulumi config set --path --secret indiecloud:gigenet.apiHash VALUE`. All credentials come from one
   * source: what is set here, or else the environment.
   */
  gigenet?: pulumi.Input<GigenetAccount> | undefined;

  /**
   * An account at NAVER Cloud: `indiecloud:naver` in the stack's configuration, or an argument of a `Provider`.
   *
   * Set with `pulumi config set --path --secret indiecloud:naver.secretKey VALUE`. All credentials come from one
   * source: what is set here, or else the environment.
   */
  naver?: pulumi.Input<NaverAccount> | undefined;

  /**
   * An account at OVHcloud: `indiecloud:ovh` in the stack's configuration, or an argument of a `Provider`.
   *
   * Set with `pulumi config set --path --secret indiecloud:ovh.applicationSecret VALUE`. All credentials come from
   * one source: what is set here, or else the environment.
   */
  ovh?: pulumi.Input<OvhAccount> | undefined;

  /**
   * Makes the names that this deployment generates unique: it replaces project and stack in the hash. Set one if
   * another deployment with the same project and stack name may use the account; no two deployments may share one.
   * In the stack's configuration: `pulumi config set indiecloud:namespace VALUE`. Names of objects in the state do
   * not change.
   */
  namespace?: pulumi.Input<string> | undefined;

  /**
   * URL of a PostgreSQL, Redis or Valkey server, such as `postgres://USER:PASSWORD@HOST/DATABASE` or
   * `rediss://:PASSWORD@HOST:6379`. All processes that name it share the limit on requests of each account, and what
   * was learned of it. Without it, each process has a limit of its own. In the stack's configuration:
   * `pulumi config set --secret indiecloud:budget`, which asks for the value.
   *
   * Environment: `INDIECLOUD_BUDGET`.
   */
  budget?: pulumi.Input<string> | undefined;
}

/** The keys of `ProviderArgs` that are accounts. */
export const CLOUDS = ["lunanode", "hostdime", "gigenet", "naver", "ovh"] as const;

/** The settings of each that are secrets. */
export const SECRET_SETTINGS: Readonly<Record<(typeof CLOUDS)[number], readonly string[]>> = {
  lunanode: ["apiKey"],
  hostdime: ["privateKey"],
  gigenet: ["apiHash"],
  naver: ["secretKey"],
  ovh: ["applicationSecret", "consumerKey", "clientSecret", "accessToken"],
};
