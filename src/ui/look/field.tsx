import { type ComponentProps, type ReactNode, useId } from 'react';

type Props = Readonly<{
  label: string;
  value: string;
  onValue: (value: string) => void;
  help?: ReactNode;
  /** What is wrong with what was entered, in words. */
  fault?: string | undefined;
}> &
  Omit<ComponentProps<'input'>, 'id' | 'value' | 'onChange'>;

/** An input with its name above, and below what helps with it or what is wrong with it. */
export const Field = ({ label, value, onValue, help, fault, ...input }: Props) => {
  const id = useId();
  const says = fault ?? help;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        value={value}
        onChange={({ target }) => onValue(target.value)}
        aria-invalid={fault !== undefined}
        {...(says !== undefined && { 'aria-describedby': `${id}-says` })}
      />
      {says !== undefined && (
        <p
          id={`${id}-says`}
          className={fault === undefined ? 'cap' : 'cap fault'}
          role={fault === undefined ? undefined : 'alert'}
        >
          {says}
        </p>
      )}
    </div>
  );
};
