import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Rep } from '../../../../schemas/rep.ts';
import { repsQuery } from '../../api/queries.ts';
import { useLanguage } from '../../language/language.ts';

const PAUSE_MS = 200;

const textOf = ({ code, name }: Pick<Rep, 'code' | 'name'>): string => `${code} ${name}`;

/** One of the reps, however many there are: the service searches them. */
export const RepChoice = ({
  value,
  onChoose,
  fault,
}: Readonly<{
  value: string | undefined;
  onChoose: (rep: Pick<Rep, 'code' | 'name'> | undefined) => void;
  fault: string | undefined;
}>) => {
  const { words } = useLanguage();
  const [chosen, setChosen] = useState<string>();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text, PAUSE_MS);
  // What is shown of the one that was chosen is not searched for.
  const reps = useQuery({
    ...repsQuery(asked === chosen || asked === value ? '' : asked),
    placeholderData: keepPreviousData,
  });
  const found = reps.data?.items ?? [];
  const options = found.map((rep) => ({ value: rep.code, label: textOf(rep) }));
  if (value !== undefined && !found.some(({ code }) => code === value))
    options.unshift({ value, label: chosen ?? value });
  return (
    <Select
      label={words.people.rep}
      placeholder={words.people.repHelp}
      nothingFoundMessage={words.people.noReps}
      searchable
      clearable={false}
      allowDeselect={false}
      data={options}
      // The service has searched already.
      filter={({ options: all }) => all}
      value={value ?? null}
      onSearchChange={setText}
      onChange={(code) => {
        const rep = found.find((each) => each.code === code);
        setChosen(rep && textOf(rep));
        onChoose(rep);
      }}
      error={fault}
    />
  );
};
