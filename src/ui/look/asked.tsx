import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Place, Trouble } from './trouble.tsx';
import { WaitingRows } from './waiting.tsx';

/** What was asked for, or rows that wait for it, or what went wrong. */
export const Asked = <Data,>({
  query,
  place,
  rows = 4,
  height = 56,
  children,
}: Readonly<{
  query: UseQueryResult<Data>;
  place: Place;
  rows?: number;
  height?: number;
  children: (data: Data) => ReactNode;
}>) => {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Trouble place={place} error={query.error} onRetry={() => void query.refetch()} />;
  return <WaitingRows rows={rows} height={height} />;
};
