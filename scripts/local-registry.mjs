// A registry on this machine that has our packages only, so that they are installed the way a user installs them.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { mustRun } from './run-command.mjs';

/**
 * Serves packed packages on 127.0.0.1. `npmrc` is the line that leads the scope there; every other package comes from
 * wherever it comes from otherwise.
 */
export const startRegistry = async (packages) => {
  const tarballs = new Map(
    packages.map(({ name, tarball }) => [`/${name}/tarball.tgz`, readFileSync(tarball)]),
  );
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://127.0.0.1').pathname);
    const tarball = tarballs.get(path);
    const found = packages.find(({ name }) => path === `/${name}`);
    if (tarball !== undefined) {
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(tarball);
    } else if (found !== undefined) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(documentOf(found)));
    } else {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not found"}');
    }
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}`;

  const documentOf = ({ name, version, tarball }) => {
    const manifest = JSON.parse(mustRun('tar', ['-xzOf', tarball, 'package/package.json'], '.'));
    const integrity = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
    const dist = { tarball: `${url}/${name}/tarball.tgz`, integrity };
    return { name, 'dist-tags': { latest: version }, versions: { [version]: { ...manifest, dist } } };
  };

  return {
    npmrc: `@iam:registry=${url}/\n`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
