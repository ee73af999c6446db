import type grpc from "@grpc/grpc-js";
import type services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import statuses from "@pulumi/pulumi/proto/status_pb.js";
import type { Json } from "../engine/definition/values.ts";
import { type About, type Calls, InitFailed, struct } from "./testing-calls.ts";

/* Pulumi's side of the wire. */

export type Client = InstanceType<typeof services.ResourceProviderClient>;
type Message<Name extends keyof typeof messages> = (typeof messages)[Name] extends new () => infer T ? T : never;
export type Done<T> = (error: grpc.ServiceError | null, answer: T) => void;

/** One call. An error with the detail of a failed initialization becomes an `InitFailed`. */
export const call = <T>(send: (done: Done<T>) => unknown): Promise<T> =>
  new Promise((resolve, reject) =>
    send((error, answer) => (error === null ? resolve(answer) : reject(failure(error)))),
  );

/** An error as the server sent it. */
export class Refused extends Error {
  readonly code: grpc.status;
  readonly missing: readonly { name: string; description: string }[];
  constructor({ code, details }: grpc.ServiceError, missing: Refused["missing"] = []) {
    super(details);
    this.code = code;
    this.missing = missing;
  }
}

function failure(error: grpc.ServiceError): Error {
  const [details] = error.metadata.get("grpc-status-details-bin");
  const any = details instanceof Buffer ? statuses.Status.deserializeBinary(details).getDetailsList()[0] : undefined;
  if (any?.getTypeName() === "pulumirpc.ConfigureErrorMissingKeys") {
    const { missingkeysList } = messages.ConfigureErrorMissingKeys.deserializeBinary(any.getValue_asU8()).toObject();
    return new Refused(error, missingkeysList);
  }
  if (any === undefined) {
    return new Refused(error);
  }
  const detail = messages.ErrorResourceInitFailed.deserializeBinary(any.getValue_asU8());
  return new InitFailed(detail.getId(), detail.getProperties()?.toJavaScript() ?? {}, detail.getReasonsList());
}

type Method<Request extends keyof typeof messages, Answer extends keyof typeof messages | "Empty"> = (
  request: Message<Request>,
  done: Done<Answer extends keyof typeof messages ? Message<Answer> : unknown>,
) => unknown;

/** The calls about a resource, as a client has them. */
export interface Caller {
  check: Method<"CheckRequest", "CheckResponse">;
  diff: Method<"DiffRequest", "DiffResponse">;
  create: Method<"CreateRequest", "CreateResponse">;
  read: Method<"ReadRequest", "ReadResponse">;
  update: Method<"UpdateRequest", "UpdateResponse">;
  delete: Method<"DeleteRequest", "Empty">;
}

/** `about`: the resource, which the dynamic server does not learn. */
export function over(client: Caller, about: { urn: string; type: string } = { urn: "", type: "" }): Calls {
  const { DiffChanges } = messages.DiffResponse;
  const of = <R extends { setUrn(urn: string): R; setType(type: string): R }>(request: R): R =>
    request.setUrn(about.urn).setType(about.type);
  const knowing = <
    R extends { setOldInputs(olds: ReturnType<typeof struct>): R; setIgnorechangesList(paths: string[]): R },
  >(
    request: R,
    known: About | undefined,
  ): R =>
    known === undefined
      ? request
      : request.setOldInputs(struct(known.oldInputs)).setIgnorechangesList([...known.ignoreChanges]);
  const update = (preview: boolean) => async (id: string, olds: Json, news: Json, known?: About) => {
    const request = knowing(
      of(new messages.UpdateRequest().setId(id).setOlds(struct(olds)).setNews(struct(news))),
      known,
    );
    const answer = await call<Message<"UpdateResponse">>((done) => client.update(request.setPreview(preview), done));
    return { outs: answer.getProperties()?.toJavaScript() ?? {} };
  };
  return {
    async check(olds, news) {
      const request = of(new messages.CheckRequest().setOlds(struct(olds)).setNews(struct(news)));
      const answer = await call<Message<"CheckResponse">>((done) => client.check(request, done));
      return {
        inputs: answer.getInputs()?.toJavaScript() ?? {},
        failures: answer.getFailuresList().map((each) => each.toObject()),
      };
    },
    async diff(id, olds, news, known) {
      const request = knowing(
        of(new messages.DiffRequest().setId(id).setOlds(struct(olds)).setNews(struct(news))),
        known,
      );
      const answer = await call<Message<"DiffResponse">>((done) => client.diff(request, done));
      const changes = answer.getChanges();
      return {
        ...(changes === DiffChanges.DIFF_UNKNOWN ? {} : { changes: changes === DiffChanges.DIFF_SOME }),
        replaces: answer.getReplacesList(),
        deleteBeforeReplace: answer.getDeletebeforereplace(),
        ...(answer.getHasdetaileddiff() ? { detailed: [...answer.getDetaileddiffMap().keys()] } : {}),
      };
    },
    async create(inputs) {
      const request = of(new messages.CreateRequest().setProperties(struct(inputs)));
      const answer = await call<Message<"CreateResponse">>((done) => client.create(request, done));
      return { id: answer.getId(), outs: answer.getProperties()?.toJavaScript() ?? {} };
    },
    async read(id, props) {
      const request = of(new messages.ReadRequest().setId(id).setProperties(struct(props)));
      const answer = await call<Message<"ReadResponse">>((done) => client.read(request, done));
      const inputs = answer.getInputs()?.toJavaScript();
      return {
        id: answer.getId(),
        props: answer.getProperties()?.toJavaScript() ?? {},
        ...(inputs === undefined ? {} : { inputs }),
      };
    },
    update: update(false),
    // The dynamic server has no previews of an update: it would run it.
    ...(about.urn === "" ? {} : { foresee: update(true) }),
    async delete(id, props) {
      const request = of(new messages.DeleteRequest().setId(id).setProperties(struct(props)));
      await call((done) => client.delete(request, done));
    },
  };
}
