import { useLanguage } from '../language/language.ts';
import { Segments } from './segments.tsx';
import { chooseTheme, useTheme } from './theme-choice.ts';

/** Light, dark, or as the system has it. */
export const ThemeSwitch = () => {
  const { words } = useLanguage();
  const { choice } = useTheme();
  const { system, light, dark } = words.themes;
  return (
    <Segments
      label={words.theme}
      value={choice}
      options={[
        ['system', system],
        ['light', light],
        ['dark', dark],
      ]}
      onChoose={chooseTheme}
    />
  );
};
