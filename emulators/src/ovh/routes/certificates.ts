import type { EncodedTree } from "../encoding.ts";
import { notFound } from "../errors.ts";
import type { Certificate } from "../model.ts";
import { activeRegion } from "./catalog.ts";
import { type Call, projectOf, type Routes, under } from "./route.ts";

export const certificateRoutes: Routes = under(
  "/cloud/project/{serviceName}/region/{regionName}/keymanager/certificate",
  {
    "GET ": (call) => certificatesOf(call).map(view),
    "POST ": create,
    "GET /{certificateId}": (call) => view(theCertificate(call)),
    "DELETE /{certificateId}": (call) => void call.cloudState.certificates.delete(theCertificate(call).id),
  },
);

const certificatesOf = (call: Call): Certificate[] =>
  call.cloudState.inProject(call.cloudState.certificates, projectOf(call).id, activeRegion(call).id);

function theCertificate(call: Call): Certificate {
  const found = certificatesOf(call).find(({ id }) => id === call.param("certificateId"));
  if (!found) throw notFound("certificate", call.cloudState.switches);
  return found;
}

const view = ({ id, name, region, secretId }: Certificate): EncodedTree => ({
  ...{ id, name, region, secrets: [{ id: secretId, name: "certificate" }] },
});

function create(call: Call): EncodedTree {
  const { cloudState, account, body } = call;
  body.text("certificate");
  body.text("privateKey");
  return view(
    cloudState.certificates.put({
      ...{ id: cloudState.ids.uuid(), account, project: projectOf(call).id, region: activeRegion(call).id },
      ...{ name: body.text("name"), secretId: cloudState.ids.uuid() },
    }),
  );
}
