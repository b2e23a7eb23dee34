import type { ReactNode } from 'react';

/** The head of a page of the desk: what it is, and what can be chosen on it. */
export const PageHead = ({
  title,
  lead,
  before,
  children,
}: Readonly<{ title: string; lead?: ReactNode; before?: ReactNode; children?: ReactNode }>) => (
  <header className="page-head">
    <div className="grow">
      {before}
      <h1>
        {title}
        {lead !== undefined && <span className="cap">{lead}</span>}
      </h1>
    </div>
    {children}
  </header>
);
