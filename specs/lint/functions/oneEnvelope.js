// All errors of a contract have one shape, so that a client needs one way to read them. A status that the
// vendor's own document gives may have the shape that it has there.

const follow = (document, node) =>
  node?.$ref?.startsWith('#/')
    ? node.$ref.slice(2).split('/').reduce((at, step) => at?.[step], document)
    : node;

const isError = (status) => /^[45]/.test(status) || status === 'default';

const errors = (document) =>
  Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([, operation]) => operation?.responses)
      .flatMap(([method, operation]) =>
        Object.entries(operation.responses)
          .filter(([status]) => isError(status))
          .map(([status, response]) => ({
            status,
            path: ['paths', path, method, 'responses', status],
            content: Object.entries(follow(document, response)?.content ?? {}),
          }))));

const shape = ({ content }) => (content.length === 1 ? `${content[0][0]} ${content[0][1]?.schema?.$ref}` : undefined);

const mostFrequent = (shapes) => {
  const counts = new Map();
  shapes.forEach((it) => counts.set(it, (counts.get(it) ?? 0) + 1));
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0];
};

export default function oneEnvelope(document) {
  const listed = (document?.info?.['x-source']?.documented?.statuses ?? []).map(String);
  const all = errors(document ?? {});
  const nameless = all.filter(({ content }) => content.length !== 1 || !content[0][1]?.schema?.$ref);
  const ours = all.filter((error) => !listed.includes(error.status) && !nameless.includes(error));
  const envelope = mostFrequent(ours.map(shape));
  return [
    ...nameless.map(({ status, path }) => ({ message: `${status} refers to no envelope, or to several`, path })),
    ...ours
      .filter((error) => shape(error) !== envelope)
      .map((error) => ({ message: `${error.status} is told as ${shape(error)}, the others as ${envelope}`, path: error.path })),
  ];
}
