import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Around the one accent of the tokens, from pale to deep. */
const green: MantineColorsTuple = [
  '#f2f7f3',
  '#e3f0e8',
  '#c4dfd0',
  '#93dfb9',
  '#66c598',
  '#3f9a6f',
  '#2a7f58',
  '#1b6a47',
  '#14563a',
  '#0d3526',
];

export const theme = createTheme({
  primaryColor: 'green',
  primaryShade: { light: 7, dark: 4 },
  colors: { green },
  defaultRadius: 8,
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '18px', xl: '26px' },
  focusRing: 'auto',
  respectReducedMotion: true,
});

const tokens = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-default-hover': 'var(--wash)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--green)',
  '--mantine-color-error': 'var(--alert)',
};

/** Mantine takes its colours from the tokens, in the light and in the dark. */
export const tokenVariables: CSSVariablesResolver = () => ({ variables: {}, light: tokens, dark: tokens });
