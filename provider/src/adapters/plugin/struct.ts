import structs from "google-protobuf/google/protobuf/struct_pb.js";
import { isRecord, type Json } from "../../engine/definition/values.ts";
import { MalformedError } from "./errors.ts";

export type Struct = InstanceType<typeof structs.Struct>;
type Value = InstanceType<typeof structs.Value>;

/** Decodes properties to plain JavaScript, with Pulumi's marks still in them. An absent struct is an empty record. */
export function fromStruct(struct: Struct | undefined): Json {
  const entries: [string, unknown][] = [];
  struct?.getFieldsMap().forEach((value: Value, key: string) => {
    entries.push([key, fromValue(value)]);
  });
  return Object.fromEntries(entries);
}

function fromValue(value: Value): unknown {
  const { KindCase } = structs.Value;
  switch (value.getKindCase()) {
    case KindCase.NULL_VALUE:
      return null;
    case KindCase.NUMBER_VALUE:
      return value.getNumberValue();
    case KindCase.STRING_VALUE:
      return value.getStringValue();
    case KindCase.BOOL_VALUE:
      return value.getBoolValue();
    case KindCase.STRUCT_VALUE:
      return fromStruct(value.getStructValue());
    case KindCase.LIST_VALUE:
      return (value.getListValue()?.getValuesList() ?? []).map(fromValue);
    default:
      throw new MalformedError("a property has a value without a kind");
  }
}

/** Encodes properties; members that are undefined are left out. */
export function toStruct(properties: Json): Struct {
  const struct = new structs.Struct();
  const fields = struct.getFieldsMap();
  for (const [key, value] of Object.entries(properties)) {
    if (value !== undefined) {
      fields.set(key, toValue(value));
    }
  }
  return struct;
}

function toValue(value: unknown): Value {
  const created = new structs.Value();
  if (Array.isArray(value)) {
    return created.setListValue(new structs.ListValue().setValuesList(value.map(toValue)));
  }
  if (isRecord(value)) {
    return created.setStructValue(toStruct(value));
  }
  switch (typeof value) {
    case "string":
      return created.setStringValue(value);
    case "number":
      return created.setNumberValue(value);
    case "boolean":
      return created.setBoolValue(value);
    default:
      return created.setNullValue(structs.NullValue.NULL_VALUE);
  }
}
