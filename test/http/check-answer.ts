import { Ajv2020 } from 'ajv/dist/2020.js';

type Schema = Readonly<Record<string, unknown>>;
type Operation = Readonly<{
  responses: Readonly<
    Record<string, Readonly<{ content?: Readonly<Record<string, Readonly<{ schema: Schema }>>> }>>
  >;
}>;
export type OpenApiDocument = Readonly<{
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: Readonly<{ schemas: Readonly<Record<string, Schema>> }>;
}>;

/** Says what is wrong with an answer in JSON, by the schema that the document of the API has for it. */
export type CheckAnswer = (
  method: string,
  path: string,
  status: number,
  mediaType: string,
  json: unknown,
) => string | undefined;

/** Checks answers against the document: an operation, a status or a media type that it does not have is a fault. */
export const answerChecker = (document: OpenApiDocument): CheckAnswer => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: 'api', components: document.components });
  const validators = new Map<string, ReturnType<typeof ajv.compile>>();
  const routes = Object.entries(document.paths)
    .map(([template, methods]) => ({
      template,
      methods,
      pattern: new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`),
    }))
    // What is said literally goes before what could be anything.
    .sort((a, b) => a.template.split('{').length - b.template.split('{').length);

  return (method, path, status, mediaType, json) => {
    const [pathname = ''] = path.split('?');
    const route = routes.find(({ pattern }) => pattern.test(pathname));
    const operation = route?.methods[method.toLowerCase()];
    if (!route || !operation)
      return status === 404 ? undefined : `${method} ${pathname} is not in the document`;
    const response = operation.responses[String(status)];
    const content = response?.content;
    if (response && !content && mediaType === '') return undefined;
    const found = content?.[mediaType.split(';')[0] ?? ''];
    if (!found)
      return `${method} ${route.template} answers ${status} ${mediaType}, which the document has not`;
    if (!/[/+]json$/.test(mediaType.split(';')[0] ?? '')) return undefined;
    const key = `${method} ${route.template} ${status} ${mediaType}`;
    const absolute = JSON.stringify(found.schema).replaceAll('"#/components/', '"api#/components/');
    const validate = validators.get(key) ?? ajv.compile(JSON.parse(absolute));
    validators.set(key, validate);
    return validate(json) ? undefined : `${key}: ${ajv.errorsText(validate.errors)}`;
  };
};
