// Of a vendor's contract, everything that a client could notice either stands in the vendor's own document,
// and then in info.x-source.documented, or is marked x-billet-decision.

const follow = (document, node) => {
  const seen = new Set();
  while (node?.$ref?.startsWith('#/') && !seen.has(node.$ref)) {
    seen.add(node.$ref);
    node = node.$ref
      .slice(2)
      .split('/')
      .reduce((at, step) => at?.[step.replace(/~1/g, '/').replace(/~0/g, '~')], document);
  }
  return node;
};

const silent = (message, path) => ({ message: `${message}: mark it x-billet-decision, or list it in info.x-source.documented`, path });

// A reference may be marked beside it, or where it leads.
const marked = (document, node) =>
  Boolean(node?.['x-billet-decision'] || follow(document, node)?.['x-billet-decision']);

const operations = (document) =>
  Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([, operation]) => operation?.responses)
      .map(([method, operation]) => [['paths', path, method], operation]));

const fromOperation = (document, at, operation, documented) => {
  const found = [];
  if (!operation['x-billet-decision']) {
    found.push({ message: 'The order of checks is ours: x-billet-decision says which', path: at });
  }
  for (const [status, response] of Object.entries(operation.responses)) {
    if (!documented.statuses.includes(status) && !marked(document, response)) {
      found.push(silent(`The vendor's document does not know ${status}`, [...at, 'responses', status]));
    }
    for (const [name, header] of Object.entries(follow(document, response)?.headers ?? {})) {
      if (!documented.headers.includes(name) && !marked(document, header)) {
        found.push(silent(`The vendor's document does not know the header ${name}`, [...at, 'responses', status]));
      }
    }
  }
  (operation.parameters ?? []).forEach((parameter, index) => {
    const { name } = follow(document, parameter) ?? {};
    if (!documented.parameters.includes(name) && !marked(document, parameter)) {
      found.push(silent(`The vendor's document does not know the parameter ${name}`, [...at, 'parameters', String(index)]));
    }
  });
  return found;
};

// What is listed and not there is a list that nobody keeps.
const stale = (all, documented) =>
  documented.statuses
    .filter((status) => !all.some(([, operation]) => status in operation.responses))
    .map((status) => ({
      message: `${status} is listed, and no operation answers it`,
      path: ['info', 'x-source', 'documented', 'statuses'],
    }));

export default function decided(document) {
  const source = document?.info?.['x-source'];
  if (!source) {
    return [];
  }
  const lists = source.documented ?? {};
  const documented = {
    statuses: (lists.statuses ?? []).map(String),
    parameters: lists.parameters ?? [],
    headers: lists.headers ?? [],
  };
  const all = operations(document);
  return [...all.flatMap(([at, operation]) => fromOperation(document, at, operation, documented)), ...stale(all, documented)];
}
