/** A choice of one out of few, all of them in sight. */
export const Segments = <Value extends string>({
  label,
  value,
  options,
  onChoose,
}: Readonly<{
  label: string;
  value: Value;
  options: readonly (readonly [value: Value, text: string])[];
  onChoose: (value: Value) => void;
}>) => (
  <fieldset className="seg">
    <legend className="sr">{label}</legend>
    {options.map(([option, text]) => (
      <button key={option} type="button" aria-pressed={option === value} onClick={() => onChoose(option)}>
        {text}
      </button>
    ))}
  </fieldset>
);
