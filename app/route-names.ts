/** What a request is called in metrics and logs: the pattern of its route, never its address, which may hold ids. */
import { matchRoutes } from '@remix-run/react';
import type { ServerBuild } from '@remix-run/node';

type Branch = { id: string; path?: string; index?: boolean; caseSensitive?: boolean; children: Branch[] };

/** @returns a function from a path to the pattern of the route that answers it, or `other`. */
export function nameRoutes(build: Pick<ServerBuild, 'routes'>): (path: string) => string {
  const branches = childrenOf(build, undefined);
  /** Paths without parameters are their own pattern, and by far the most requests. */
  const plain = new Map<string, string>();
  return (path) => {
    const known = plain.get(path);
    if (known !== undefined) return known;
    if (path.startsWith('/assets/')) return '/assets/*';
    const name = nameOf(branches, path.replace(/\.data$/, '').replace(/^\/_root$/, '/'));
    if (name === path) plain.set(path, name);
    return name;
  };
}

function nameOf(branches: Branch[], path: string): string {
  const matches = matchRoutes(branches as Parameters<typeof matchRoutes>[0], path);
  if (!matches) return 'other';
  const parts = matches.map(({ route }) => route.path ?? '').filter((part) => part !== '');
  return `/${parts.join('/')}`;
}

function childrenOf(build: Pick<ServerBuild, 'routes'>, parentId: string | undefined): Branch[] {
  return Object.values(build.routes)
    .filter((route) => route !== undefined && route.parentId === parentId)
    .flatMap((route) => {
      if (!route) return [];
      const { id, path, index } = route;
      const children = childrenOf(build, id);
      return [
        {
          id,
          ...(path === undefined ? {} : { path }),
          ...(index ? { index: true } : {}),
          children,
        },
      ];
    });
}
