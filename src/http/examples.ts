import examples from '../../schemas/examples.json' with { type: 'json' };

type Json = Readonly<Record<string, unknown>>;

const parameters: Json = examples.parameters;
const requests: Readonly<Record<string, Json>> = examples.requests;
const answers: Json = examples.answers;
const problems: Json = examples.problems;
const files: Json = examples.files;

/** Every example that several answers share, by the name under which they refer to it. */
export const SHARED_EXAMPLES: Json = Object.fromEntries(
  [
    ...Object.entries(answers),
    ...Object.entries(problems).map(([status, value]) => [`Problem${status}`, value] as const),
    ['Unavailable', examples.unavailable] as const,
  ].map(([name, value]) => [name, { value }]),
);

/** What a parameter may be, as a field of its description. Those in a path are of the list they follow. */
export const exampleOfParameter = (path: string, place: string, name: string): Json => {
  const list = /\/([^/]+)\/\{/.exec(path)?.[1] ?? '';
  const key = place === 'path' ? list : name;
  return Object.hasOwn(parameters, key) ? { example: parameters[key] } : {};
};

/** What may be sent in a media type. */
export const exampleOfBody = (method: string, path: string, mediaType: string): Json => {
  const example = requests[`${method.toUpperCase()} ${path.replace('/api/v1', '')}`]?.[mediaType];
  return example === undefined ? {} : { example };
};

/** What may be answered with a status: an answer or a problem by its name, else a file of its media type. */
export const exampleOfAnswer = (name: string | undefined, status: string, mediaType: string): Json => {
  if (name === undefined) return mediaType in files ? { example: files[mediaType] } : {};
  const shared =
    name === 'Problem' ? `Problem${status}` : name === 'Health' && status === '503' ? 'Unavailable' : name;
  return shared in SHARED_EXAMPLES
    ? { examples: { [shared]: { $ref: `#/components/examples/${shared}` } } }
    : {};
};
