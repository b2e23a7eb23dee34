import { type FormEvent, useState } from 'react';
import { useLanguage } from '../../language/language.ts';
import { Field } from '../../look/field.tsx';
import { Trouble } from '../../look/trouble.tsx';
import { DAYS, GRACE_HOURS, wholeNumber } from './whole-number.ts';

/** How a key is replaced. */
export type Rotation = Readonly<{ graceHours: number; expiresDays: number }>;

/** Asks how long the old key stays good, and the new one is. */
export const RotateForm = ({
  isBusy,
  error,
  onSubmit,
}: Readonly<{ isBusy: boolean; error: unknown; onSubmit: (rotation: Rotation) => void }>) => {
  const { words } = useLanguage();
  const [hours, setHours] = useState('24');
  const [days, setDays] = useState('365');
  const [isChecked, setChecked] = useState(false);
  const graceHours = wholeNumber(hours, GRACE_HOURS);
  const expiresDays = wholeNumber(days, DAYS);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (graceHours !== undefined && expiresDays !== undefined) onSubmit({ graceHours, expiresDays });
  };
  return (
    <form className="drawer-form" aria-label={words.keys.rotate} onSubmit={submit} noValidate>
      <p>{words.keys.rotateLead}</p>
      <Field
        label={words.keys.grace}
        inputMode="numeric"
        autoComplete="off"
        value={hours}
        onValue={setHours}
        help={words.keys.graceHelp}
        fault={isChecked && graceHours === undefined ? words.keys.graceWrong : undefined}
      />
      <Field
        label={words.keys.days}
        inputMode="numeric"
        autoComplete="off"
        value={days}
        onValue={setDays}
        fault={isChecked && expiresDays === undefined ? words.keys.daysWrong : undefined}
      />
      {error !== null && <Trouble place="key" error={error} />}
      <button type="submit" className="btn" disabled={isBusy}>
        {words.keys.rotate}
      </button>
    </form>
  );
};
