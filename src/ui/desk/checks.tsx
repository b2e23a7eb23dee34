/** Several of a few things, each a box to check. */
export const Checks = <Value extends string>({
  legend,
  offered,
  textOf,
  chosen,
  onChoose,
  fault,
}: Readonly<{
  legend: string;
  offered: readonly Value[];
  textOf: (value: Value) => string;
  chosen: readonly Value[];
  onChoose: (chosen: readonly Value[]) => void;
  fault: string | undefined;
}>) => (
  <fieldset className="checks">
    <legend>{legend}</legend>
    {offered.map((value) => (
      <label key={value}>
        <input
          type="checkbox"
          checked={chosen.includes(value)}
          onChange={({ target }) =>
            onChoose(target.checked ? [...chosen, value] : chosen.filter((each) => each !== value))
          }
        />
        {textOf(value)}
      </label>
    ))}
    {fault !== undefined && (
      <p className="cap fault" role="alert">
        {fault}
      </p>
    )}
  </fieldset>
);
