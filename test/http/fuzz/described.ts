import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

export type Schema = Readonly<{ [keyword: string]: unknown }>;

/** A parameter of an operation, in the path, the query or a header. */
export type Parameter = Readonly<{ name: string; in: string; required: boolean; schema: Schema }>;

/** An operation as the document of the API describes it; `bodies` are its schemas by media type. */
export type Operation = Readonly<{
  name: string;
  method: string;
  path: string;
  parameters: readonly Parameter[];
  bodies: ReadonlyMap<string, Schema>;
}>;

/** The document, with what it says of a value. */
export type Described = Readonly<{
  operations: readonly Operation[];
  /** The schema itself in place of a reference to it. */
  resolved(schema: Schema): Schema;
  isValid(schema: Schema, value: unknown): boolean;
}>;

type Written = Readonly<{
  parameters: readonly Parameter[];
  requestBody?: Readonly<{ content: Readonly<Record<string, Readonly<{ schema: Schema }>>> }>;
}>;

type Document = Readonly<{
  paths: Readonly<Record<string, Readonly<Record<string, Written>>>>;
  components: Readonly<{ schemas: Readonly<Record<string, Schema>> }>;
}>;

/** Reads the document as somebody who knows nothing else of the service. */
export const described = (document: unknown): Described => {
  const { paths, components } = document as Document;
  // `default` is ajv's module seen from an ES module.
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'api', components });
  const validators = new Map<Schema, ValidateFunction>();
  const validatorOf = (schema: Schema): ValidateFunction => {
    const known = validators.get(schema);
    if (known) return known;
    const absolute = JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/');
    const made = ajv.compile(JSON.parse(absolute));
    validators.set(schema, made);
    return made;
  };
  return {
    operations: Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { parameters, requestBody }]) => ({
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        parameters,
        bodies: new Map(
          Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => [type, schema]),
        ),
      })),
    ),
    resolved: (schema) => {
      const name = /^#\/components\/schemas\/(.+)$/.exec(String(schema.$ref))?.[1];
      return name === undefined ? schema : (components.schemas[name] ?? {});
    },
    isValid: (schema, value) => validatorOf(schema)(value),
  };
};
