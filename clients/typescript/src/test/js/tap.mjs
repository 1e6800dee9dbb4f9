// Stands between a client and the server, sees every request, and fails as it is told.
import { once } from 'node:events';
import { createServer } from 'node:http';

async function tap(handle) {
  const requests = [];
  const server = createServer(async (request, response) => {
    requests.push(request.headers);
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    await handle(request, response, Buffer.concat(chunks));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    sent: (header) => requests.map((headers) => headers[header]),
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

/** Answers everything with this. */
export const answering = (status, body) =>
  tap((request, response) => response.writeHead(status).end(body));

/** Takes requests and never answers them. */
export const silent = () => tap(() => {});

/** Begins an answer, and never ends it. */
export const dripping = () =>
  tap((request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.write('{');
  });

/** Asks the server each time, keeps what it says, and gives the first answers to `fail`. */
export function failing(times, server, said, fail) {
  let left = times;
  return tap(async (request, response, body) => {
    const { host, connection, 'content-length': length, ...headers } = request.headers;
    const answer = await fetch(server + request.url, { method: request.method, headers, body });
    const text = await answer.text();
    said.push(text);
    if (left-- > 0) {
      fail(response);
    } else {
      response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(text);
    }
  });
}

/** A connection that breaks before the answer. */
export const lose = (response) => response.destroy();

/** An answer of "not now". */
export const busy = (response) => response.writeHead(503, { 'Retry-After': '0' }).end();
