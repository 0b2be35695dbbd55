/** What the goods of a program are called, asked after the page is there; until then, and without Shopify, ids are shown. */
import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import type { Program } from '#app/core/program/program.ts';
import { goodsIn } from '#app/ui/program/areas/goods-in.ts';

const IDS_MAX = 200;

export function useGoodsNames(program: Program): Record<string, string> {
  const { load, data } = useFetcher<Record<string, string>>();
  const ids = goodsIn(program);
  const query = Object.entries(ids)
    .map(([kind, list]) => `${kind}=${list.slice(0, IDS_MAX).join(',')}`)
    .join('&');
  const some = Object.values(ids).some((list) => list.length > 0);
  useEffect(() => {
    if (some) load(`/app/api/goods?${query}`);
  }, [some, query, load]);
  return data ?? {};
}
