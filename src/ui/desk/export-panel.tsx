import { useMutation } from '@tanstack/react-query';
import { accepted } from '../api/answered.ts';
import { api } from '../api/client.ts';
import { count, money } from '../language/format.ts';
import { useLanguage } from '../language/language.ts';
import { Icon } from '../look/icon.tsx';
import { Trouble } from '../look/trouble.tsx';

type Format = 'csv' | 'json';

/** Gives a file to the browser under the name that the service gave it. */
const saveFile = (content: Blob, name: string): void => {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
};

/** Fetches the file with the token, which a plain link could not carry, and its control totals. */
const exportFile = async (period: string, format: Format) => {
  const answer = await accepted(
    api.settlements[':period'].export.$get({ param: { period }, query: { format, profile: 'generic' } }),
  );
  const header = (name: string): string => answer.headers.get(name) ?? '';
  const name = /filename="([^"]+)"/.exec(header('content-disposition'))?.[1] ?? `${period}.${format}`;
  saveFile(await answer.blob(), name);
  return {
    rows: header('x-row-count'),
    cash: header('x-control-cash'),
    batch: header('x-batch-id'),
    isApproved: header('x-approved') === 'true',
    checksum: header('x-content-sha256'),
  };
};

export const ExportPanel = ({ period }: Readonly<{ period: string }>) => {
  const { words } = useLanguage();
  const exporting = useMutation({ mutationFn: (format: Format) => exportFile(period, format) });
  return (
    <section>
      <h2>{words.settlement.export}</h2>
      <p className="cap">{words.settlement.exportHint}</p>
      <div className="export-buttons">
        {(['csv', 'json'] as const).map((format) => (
          <button
            key={format}
            type="button"
            className={format === 'csv' ? 'btn' : 'btn quiet'}
            disabled={exporting.isPending}
            onClick={() => exporting.mutate(format)}
          >
            <Icon name="download" />
            {format.toUpperCase()}
          </button>
        ))}
      </div>
      {exporting.error && <Trouble place="export" error={exporting.error} />}
      {exporting.data && (
        <div role="status">
          <p>{words.settlement.exported(count(exporting.data.rows), money(exporting.data.cash, 'CNY'))}</p>
          {!exporting.data.isApproved && <p className="cap">{words.proposals.unapprovedFile}</p>}
          <dl className="facts small">
            <div>
              <dt>{words.settlement.batch}</dt>
              <dd className="mono">{exporting.data.batch}</dd>
            </div>
            <div>
              <dt>{words.settlement.checksum}</dt>
              <dd className="mono">{exporting.data.checksum.slice(0, 16)}…</dd>
            </div>
          </dl>
        </div>
      )}
    </section>
  );
};
