import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Bilingual } from '../../../schemas/common.ts';
import type { RuleSummary } from '../../../schemas/plan-view.ts';
import type { Trigger } from '../../../schemas/rule.ts';
import { planQuery, ruleQuery } from '../api/queries.ts';
import { useLanguage } from '../language/language.ts';
import { Asked } from '../look/asked.tsx';
import { MarkedNumbers } from './marked-numbers.tsx';

/** What a rule is, whom it is for, and its document for those who ask for it. */
export const RuleDrawer = ({
  code,
  onClose,
}: Readonly<{ code: string | undefined; onClose: () => void }>) => {
  const { language, words } = useLanguage();
  const rule = useQuery({ ...ruleQuery(code ?? ''), enabled: code !== undefined });
  return (
    <Drawer
      opened={code !== undefined}
      onClose={onClose}
      position="right"
      size={480}
      title={rule.data?.name[language] ?? words.why.rule}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <Asked query={rule} place="rules" rows={6}>
        {(data) => <Details key={data.code} rule={data} />}
      </Asked>
    </Drawer>
  );
};

/** Of the document only what is shown in words; conditions are as deep as somebody wrote them. */
type RuleShown = RuleSummary &
  Readonly<{
    document: Readonly<{
      triggers: readonly Trigger[];
      steps?: readonly Readonly<{ code: string; name?: Bilingual | undefined }>[] | undefined;
    }>;
  }>;

const Details = ({ rule }: Readonly<{ rule: RuleShown }>) => {
  const { language, words } = useLanguage();
  const [isJsonShown, showJson] = useState(false);
  const list = (values: readonly string[]) => values.join(language === 'zh' ? '、' : ', ');
  const facts = [
    [words.rules.category, words.rules.categories[rule.category]?.title ?? rule.category],
    [words.rules.subject, words.subjects[rule.subject] ?? rule.subject],
    [words.rules.trigger, useTriggers(rule)],
    [words.rules.window, words.windows[rule.window] ?? rule.window],
    [words.rules.grants, list(rule.media.map((medium) => words.media[medium] ?? medium))],
    [words.rules.payer, list(rule.payers.map((payer) => words.payers[payer] ?? payer))],
  ] as const;
  const steps = rule.document.steps ?? [];
  return (
    <>
      <p className="rule-says large">
        <MarkedNumbers text={rule.description?.[language] ?? words.rules.noDescription} />
      </p>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {steps.length > 0 && (
          <div>
            <dt>{words.rules.steps}</dt>
            <dd>{list(steps.map((step) => step.name?.[language] ?? step.code))}</dd>
          </div>
        )}
        <div>
          <dt>{words.rules.version}</dt>
          <dd className="mono">{rule.version}</dd>
        </div>
      </dl>
      <button
        type="button"
        className="btn quiet small"
        aria-expanded={isJsonShown}
        onClick={() => showJson(!isJsonShown)}
      >
        {isJsonShown ? words.rules.hideJson : words.rules.showJson}
      </button>
      {isJsonShown && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
        <pre className="json" tabIndex={0}>
          {JSON.stringify(rule.document, null, 2)}
        </pre>
      )}
    </>
  );
};

const useTriggers = ({ document }: RuleShown): string => {
  const { language, words } = useLanguage();
  const types = useQuery(planQuery()).data?.activityTypes ?? [];
  const join = (values: readonly string[]) => values.join(language === 'zh' ? '、' : ', ');
  const named = (code: string) => types.find((type) => type.code === code)?.name[language] ?? code;
  const activities = document.triggers.flatMap((trigger) =>
    'activity' in trigger ? [named(trigger.activity)] : [],
  );
  const closes = document.triggers.flatMap((trigger) =>
    'close' in trigger ? [words.windows[trigger.close] ?? trigger.close] : [],
  );
  return [
    ...(activities.length > 0 ? [words.rules.atActivity(join(activities))] : []),
    ...(closes.length > 0 ? [words.rules.atClose(join(closes))] : []),
  ].join(language === 'zh' ? '；' : '; ');
};
