import type { ReactNode } from 'react';

const SHAPES = {
  today: (
    <>
      <path d="M5 19C4 10 9 4.5 19.5 4.5 20 14 15 19.5 7 18" />
      <path d="M4 21c1.5-4 4.5-7.5 9.5-10.5" />
    </>
  ),
  podium: (
    <>
      <path d="M9 20V6h6v14M3 20v-9h6M15 20v-6h6v6M2.5 20h19" />
    </>
  ),
  user: (
    <>
      <circle cx="12" cy="8" r="4" />
      <path d="M4.5 20c.6-4 3.600-6 7.5-6s6.900 2 7.5 6" />
    </>
  ),
  key: (
    <>
      <circle cx="8" cy="15.5" r="4.5" />
      <path d="M11.5 12.500 20 4m-3.500 3.500 3 3m-6 0 2 2" />
    </>
  ),
  right: (
    <>
      <path d="m9.5 5.5 6.5 6.5-6.5 6.5" />
    </>
  ),
  left: (
    <>
      <path d="M14.5 5.5 8 12l6.5 6.5" />
    </>
  ),
  down: (
    <>
      <path d="m6 9.5 6 6 6-6" />
    </>
  ),
  up: (
    <>
      <path d="m6 14.5 6-6 6 6" />
    </>
  ),
  check: (
    <>
      <path d="m5 12.5 4.5 4.5L19 7.5" />
    </>
  ),
  cross: (
    <>
      <path d="m7 7 10 10M17 7 7 17" />
    </>
  ),
  search: (
    <>
      <circle cx="11" cy="11" r="6.5" />
      <path d="m16 16 4.5 4.5" />
    </>
  ),
  gift: (
    <>
      <rect x="4" y="9" width="16" height="4" />
      <path d="M5.5 13v7h13v-7M12 9v11M12 9c-2-4.5-6-4.5-6-2 0 2 4 2 6 2Zm0 0c2-4.5 6-4.5 6-2 0 2-4 2-6 2Z" />
    </>
  ),
  medal: (
    <>
      <circle cx="12" cy="15" r="5.5" />
      <path d="M9 10 6 3.5h4L12 8l2-4.5h4L15 10" />
    </>
  ),
  coin: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="m8.5 7.5 3.5 4.5 3.5-4.5M12 12v5M9 12.5h6M9 15h6" />
    </>
  ),
  wallet: (
    <>
      <path d="M4 7.5h16v12H4v-12Zm0 0 12-3.5v3.5M20 11.5h-4a2 2 0 0 0 0 4h4" />
    </>
  ),
  doc: (
    <>
      <path d="M6 3.5h8l4.5 4.5v12.5H6v-17Z" />
      <path d="M14 3.5V8h4.5M9 12.5h6M9 16h6" />
    </>
  ),
  target: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <circle cx="12" cy="12" r="4.5" />
      <circle cx="12" cy="12" r=".8" fill="currentColor" />
    </>
  ),
  info: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 11v5.5M12 7.5v.2" />
    </>
  ),
  warn: (
    <>
      <path d="M12 4 21 19.5H3L12 4Z" />
      <path d="M12 10v4.5M12 17v.1" />
    </>
  ),
  flag: (
    <>
      <path d="M6 21V4M6 4.5c5-2.5 7 2.5 12.5 0v9C13 16 11 11 6 13.5" />
    </>
  ),
  shelf: (
    <>
      <path d="M4 4v16.5M20 4v16.5M4 11.5h16M4 19h16M8 8.5v3M12 7v4.5M16 8.5v3M8 16v3M12 14.5V19M16 16v3" />
    </>
  ),
  history: (
    <>
      <path d="M4.5 5v4.5H9M4.800 9.5a8 8 0 1 1-.6 4.5" />
      <path d="M12 8v4.3l3 1.700" />
    </>
  ),
  shield: (
    <>
      <path d="M12 3.5 19.5 6v5.5c0 4.5-3 7.5-7.5 9-4.5-1.5-7.5-4.5-7.5-9V6L12 3.5Z" />
      <path d="m8.5 12 2.5 2.5 4.5-5" />
    </>
  ),
  minus: (
    <>
      <path d="M6 12h12" />
    </>
  ),
  sun: (
    <>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 3v2m0 14v2M3 12h2m14 0h2M5.600 5.600 7 7m10 10 1.400 1.400M5.600 18.400 7 17M17 7l1.400-1.400" />
    </>
  ),
  bowl: (
    <>
      <path d="M3.5 11.5h17c0 5-3.5 8-8.5 8s-8.5-3-8.5-8ZM9 7.5c-1-1.5 1-2 0-3.5m4.5 3.5c-1-1.5 1-2 0-3.5" />
    </>
  ),
  swap: (
    <>
      <path d="M4.5 8.5h14m0 0-3.5-3.5M19.5 15.5h-14m0 0 3.5 3.5" />
    </>
  ),
  plus: (
    <>
      <path d="M12 5.5v13M5.5 12h13" />
    </>
  ),
  upload: (
    <>
      <path d="M12 15V4m0 0L7.5 8.5M12 4l4.5 4.5M4.5 19.5h15" />
    </>
  ),
  download: (
    <>
      <path d="M12 4v11m0 0 4.5-4.5M12 15l-4.5-4.5" />
      <path d="M4.5 19.5h15" />
    </>
  ),
  leave: (
    <>
      <path d="M14 4H5.5v16H14" />
      <path d="M10 12h10m0 0-4-4m4 4-4 4" />
    </>
  ),
  menu: (
    <>
      <path d="M4 7h16M4 12h16M4 17h16" />
    </>
  ),
} as const satisfies Readonly<Record<string, ReactNode>>;
export type IconName = keyof typeof SHAPES;

/** A drawing beside words; it says nothing that they do not. */
export const Icon = ({ name, className = '' }: Readonly<{ name: IconName; className?: string }>) => (
  <svg className={`ico ${className}`} viewBox="0 0 24 24" aria-hidden="true">
    {SHAPES[name]}
  </svg>
);
