import { type ReactNode, type RefObject, useId } from 'react';

const DIGITS = [0, 1, 2, 3, 4, 5];

/** How many digits a PIN has. */
export const PIN_LENGTH = DIGITS.length;

/**
 * Six places for digits. What is entered goes into one input that lies over them, so that the keypad of the phone, a
 * keyboard and a screen reader work as in any other; the sixth digit is the end.
 */
export const PinField = ({
  label,
  value,
  onValue,
  help,
  fault,
  disabled = false,
  inputRef,
}: Readonly<{
  label: string;
  value: string;
  onValue: (pin: string) => void;
  help?: ReactNode;
  fault?: string | undefined;
  disabled?: boolean;
  inputRef?: RefObject<HTMLInputElement | null>;
}>) => {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className={fault === undefined ? 'pin' : 'pin wrong'}>
        <input
          id={id}
          ref={inputRef}
          inputMode="numeric"
          autoComplete="off"
          maxLength={PIN_LENGTH}
          value={value}
          disabled={disabled}
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}-says`}
          onChange={({ target }) => onValue(target.value.replace(/\D/g, ''))}
        />
        <div className="pin-places" aria-hidden="true">
          {DIGITS.map((place) => (
            <i key={place} className={placeClass(place, value.length)} />
          ))}
        </div>
      </div>
      <p
        id={`${id}-says`}
        className={fault === undefined ? 'cap' : 'cap fault'}
        role={fault === undefined ? undefined : 'alert'}
      >
        {fault ?? help}
      </p>
    </div>
  );
};

const placeClass = (place: number, entered: number): string | undefined => {
  if (place < entered) return 'filled';
  return place === entered ? 'next' : undefined;
};
