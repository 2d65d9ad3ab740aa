/** The live pages, and the mock of the contract below the path of its server. */
import { createServer, request } from 'node:http';

/**
 * Serves on the loopback address. `state` has the current `page` (HTML), `contract` (text), `report` (HTML), `basePath`, and the URL of the
 * `mock`; it may change at any time. Resolves to the URL, `reload`, which makes open pages load again, and `stop`.
 */
export function serve(state, port = 0) {
  const open = new Set();
  const pages = {
    '/': () => ['text/html; charset=utf-8', state.report + RELOAD],
    '/reference/': () => ['text/html; charset=utf-8', state.page + RELOAD],
    '/openapi.yaml': () => ['application/yaml', state.contract],
  };
  const server = createServer((incoming, answer) => {
    const { pathname } = new URL(incoming.url, 'http://localhost');
    if (pathname === '/events') {
      answer.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
      answer.write('\n');
      open.add(answer);
      answer.on('close', () => open.delete(answer));
    } else if (pages[pathname]) {
      const [type, body] = pages[pathname]();
      answer.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store', 'Content-Security-Policy': ONE_FILE }).end(body);
    } else if (pathname.startsWith(`${state.basePath}/`) && state.mock) {
      forward(incoming, answer, state.mock, incoming.url.slice(state.basePath.length));
    } else {
      answer.writeHead(404, { 'Content-Type': 'text/plain' }).end(`Nothing is at ${pathname}. There are /, /reference/, /openapi.yaml and ${state.basePath}.\n`);
    }
  });
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () =>
      done({
        url: `http://127.0.0.1:${server.address().port}`,
        reload: () => open.forEach((page) => page.write('data: reload\n\n')),
        stop: () => new Promise((closed) => {
          server.close(closed);
          server.closeAllConnections();
        }),
      }),
    );
  });
}

/** The pages are one file each, and reach nothing but this server: the policy of the sandbox. */
const ONE_FILE = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; connect-src 'self'";
const RELOAD = "\n<script>new EventSource('/events').onmessage = () => location.reload();</script>";

function forward(incoming, answer, mock, path) {
  const { host, ...headers } = incoming.headers;
  const outgoing = request(mock + path, { method: incoming.method, headers }, (its) => {
    answer.writeHead(its.statusCode, its.headers);
    its.pipe(answer);
  });
  outgoing.on('error', () => answer.writeHead(502, { 'Content-Type': 'text/plain' }).end('The mock server is starting. Try again.\n'));
  incoming.pipe(outgoing);
}
