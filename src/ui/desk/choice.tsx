import { Select } from '@mantine/core';

/** One of several things, by name. */
export const Choice = ({
  label,
  value,
  options,
  onChoose,
  width = 180,
  showLabel = false,
}: Readonly<{
  label: string;
  value: string;
  options: readonly (readonly [value: string, text: string])[];
  onChoose: (value: string) => void;
  width?: number | string;
  showLabel?: boolean;
}>) => (
  <Select
    {...(showLabel ? { label } : { 'aria-label': label })}
    data={options.map(([option, text]) => ({ value: option, label: text }))}
    value={value}
    onChange={(chosen) => chosen !== null && onChoose(chosen)}
    allowDeselect={false}
    checkIconPosition="right"
    w={width}
    maw="100%"
  />
);
