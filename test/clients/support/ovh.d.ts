/** OVHcloud's own Node.js client has no types; these cover what is used here. */
declare module "ovh" {
  interface Options {
    readonly appKey: string;
    readonly appSecret: string;
    readonly consumerKey?: string | undefined;
    readonly host: string;
    readonly port: number;
    /** Server time minus local time in seconds; without it, the client asks. */
    readonly apiTimeDiff?: number;
  }
  interface Client {
    readonly apiTimeDiff: number | null;
    /** Rejects with an object: `error` is the HTTP status, `message` the cloud's. */
    requestPromised(method: string, path: string, parameters?: object): Promise<unknown>;
  }
  function ovh(options: Options): Client;
  export = ovh;
}
