import type { ListRequest } from "@pulumi/pulumi/proto/provider_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import { z } from "zod";
import { hasUnknown } from "../../engine/definition/values.ts";
import { plural } from "../../engine/definition/words.ts";
import type { Listed } from "../../engine/observe/list.ts";
import { isListed } from "../../engine/observe/objects.ts";
import { MalformedError, UnimplementedError } from "./errors.ts";
import { holdsSecret } from "./properties.ts";
import { propertiesOf, type Target } from "./requests.ts";

export type ListResponse = InstanceType<typeof messages.ListResponse>;

/** Where the next page begins: after this ID, with this many left of the limit (null: no limit). */
const tokenSchema = z.tuple([z.string(), z.int().min(1).nullable()]);

const writeToken = (after: string, left: number | null): string =>
  Buffer.from(JSON.stringify([after, left])).toString("base64url");

function readToken(token: string): z.infer<typeof tokenSchema> {
  try {
    return tokenSchema.parse(JSON.parse(Buffer.from(token, "base64url").toString()));
  } catch {
    throw new MalformedError("The continuation token was not issued by this provider.");
  }
}

/** The ID after which a page begins, its maximum size, and the limit for it and all later pages together. */
export interface PageRequest {
  after: string | undefined;
  most: number;
  limit: number;
}

/**
 * The page that a request asks for. Without a page size everything is one page, because the cloud has returned it all already.
 * The token contains what is left of the limit: Pulumi's documentation says that later pages are requested with the original
 * limit, but its CLI requests them with the rest.
 */
export function parsePageRequest(request: ListRequest): PageRequest {
  const token = request.getContinuationToken();
  const [after, left] = token === "" ? [undefined, null] : readToken(token);
  const limit = Math.min(left ?? Number.POSITIVE_INFINITY, positive(request.getLimit()));
  return { after, limit, most: Math.min(limit, positive(request.getPageSize())) };
}

/** One page of objects sorted by ID, and the token of the next page if there is one. */
export function pageOf(all: readonly Listed[], { after, limit, most }: PageRequest): ListResponse[] {
  const rest = after === undefined ? all : all.filter(({ id }) => id > after);
  const page = rest.slice(0, most);
  const results = page.map(({ id, name }) =>
    new messages.ListResponse().setResult(new messages.ListResponse.Result().setId(id).setName(name)),
  );
  const last = page.at(-1);
  if (last === undefined || page.length === limit || page.length === rest.length) {
    return results;
  }
  const next = writeToken(last.id, Number.isFinite(limit) ? limit - page.length : null);
  const continuation = new messages.ListResponse.Continuation().setContinuationToken(next);
  return [...results, new messages.ListResponse().setContinuation(continuation)];
}

/** A count below one means no limit. */
const positive = (count: number): number => (count < 1 ? Number.POSITIVE_INFINITY : count);

/** The answer to an unknown query. */
const answerUnknown = (): ListResponse[] => [
  new messages.ListResponse().setComputed(new messages.ListResponse.Computed()),
];

/** The account's objects of one resource type, one message each. */
export async function listObjects(
  { cloudProvider, token, definition, call }: Target,
  request: ListRequest,
): Promise<ListResponse[]> {
  if (!isListed(definition)) {
    throw new UnimplementedError(`${token}: the cloud cannot list ${plural(definition.noun)}.`);
  }
  const page = parsePageRequest(request);
  const { encoded, plain } = propertiesOf(request.getQuery());
  if (hasUnknown(plain)) {
    return answerUnknown();
  }
  const { objects, failures } = await cloudProvider.list(token, plain, call);
  if (failures.length > 0) {
    const reasons = failures.map(({ property, reason }) =>
      holdsSecret(encoded[property.split(".")[0] ?? ""]) ? `${property}: the value is not valid` : reason,
    );
    throw new MalformedError(`${reasons.join("; ")}.`);
  }
  return pageOf(objects, page);
}
