import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { RequestRefused } from '../../api/answered.ts';
import { scopesQuery } from '../../api/queries.ts';
import { useLanguage } from '../../language/language.ts';
import { Asked } from '../../look/asked.tsx';
import { Field } from '../../look/field.tsx';
import { Trouble } from '../../look/trouble.tsx';
import { placeOf } from '../../session/refusal.ts';
import { Checks } from '../checks.tsx';
import { scopeText } from './key-words.ts';
import { DAYS, wholeNumber } from './whole-number.ts';

/** A key to make. */
export type KeyWanted = Readonly<{ name: string; expiresDays: number; operations?: string[] }>;

/** What a program is called, for how long its key is good, and what it may do. */
export const NewKeyForm = ({
  isBusy,
  error,
  onSubmit,
}: Readonly<{ isBusy: boolean; error: unknown; onSubmit: (wanted: KeyWanted) => void }>) => {
  const { words } = useLanguage();
  const scopes = useQuery(scopesQuery());
  const [name, setName] = useState('');
  const [days, setDays] = useState('365');
  const [isAll, setAll] = useState(true);
  const [operations, setOperations] = useState<readonly string[]>([]);
  const [isChecked, setChecked] = useState(false);
  const expiresDays = wholeNumber(days, DAYS);
  const hasScope = isAll || operations.length > 0;
  const isTaken = error instanceof RequestRefused && error.code === 'conflict';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (name.trim() === '' || expiresDays === undefined || !hasScope) return;
    onSubmit({ name: name.trim(), expiresDays, ...(!isAll && { operations: [...operations] }) });
  };
  return (
    <form className="drawer-form" onSubmit={submit} noValidate>
      <Field
        label={words.keys.name}
        autoComplete="off"
        maxLength={100}
        value={name}
        onValue={setName}
        help={words.keys.nameHelp}
        fault={
          isChecked && name.trim() === '' ? words.keys.noName : isTaken ? words.keys.nameTaken : undefined
        }
      />
      <Field
        label={words.keys.days}
        inputMode="numeric"
        autoComplete="off"
        value={days}
        onValue={setDays}
        fault={isChecked && expiresDays === undefined ? words.keys.daysWrong : undefined}
      />
      <div className="scope">
        <label className="check">
          <input type="checkbox" checked={isAll} onChange={({ target }) => setAll(target.checked)} />
          {words.keys.allScopes}
        </label>
        {!isAll && (
          <Asked query={scopes} place="keys" rows={6} height={28}>
            {(data) => (
              <Checks
                legend={words.keys.scope}
                offered={data.operations}
                textOf={(operation) => scopeText(words, operation)}
                chosen={operations}
                onChoose={setOperations}
                fault={isChecked && !hasScope ? words.keys.noScope : undefined}
              />
            )}
          </Asked>
        )}
      </div>
      {error !== null && placeOf(error) !== '/name' && <Trouble place="key" error={error} />}
      <button type="submit" className="btn" disabled={isBusy}>
        {words.keys.make}
      </button>
    </form>
  );
};
