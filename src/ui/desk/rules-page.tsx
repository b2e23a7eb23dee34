import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Me } from '../../../schemas/actor.ts';
import type { RuleSummary } from '../../../schemas/plan-view.ts';
import { planQuery, rulesQuery } from '../api/queries.ts';
import { useLanguage } from '../language/language.ts';
import { Asked } from '../look/asked.tsx';
import { Icon } from '../look/icon.tsx';
import { Segments } from '../look/segments.tsx';
import { MarkedNumbers } from './marked-numbers.tsx';
import { mayReadProposals } from './may-decide.ts';
import { PageHead } from './page-head.tsx';
import { PlanProposals } from './plan-proposals.tsx';
import { RuleDrawer } from './rule-drawer.tsx';
import { RuleGlyph } from './rule-glyph.tsx';
import './rules.css';

const CATEGORIES = ['result', 'process', 'spiritual'];
const MEDIA = ['all', 'cash', 'points', 'goods', 'badge', 'honour'] as const;
type MediumChoice = (typeof MEDIA)[number];

/** The rules in force by what they say of themselves; opening one shows the rest. */
const RulesPage = ({ me, code }: Readonly<{ me: Me; code: string | undefined }>) => {
  const { language, words } = useLanguage();
  const rules = useQuery(rulesQuery());
  const plan = useQuery(planQuery());
  const [, go] = useLocation();
  const [medium, setMedium] = useState<MediumChoice>('all');
  const [text, setText] = useState('');
  const fits = (rule: RuleSummary): boolean =>
    (medium === 'all' || rule.media.includes(medium)) &&
    `${rule.name[language]} ${rule.description?.[language] ?? ''}`
      .toLocaleLowerCase()
      .includes(text.trim().toLocaleLowerCase());
  return (
    <>
      <PageHead title={words.pages.rules} lead={plan.data?.name[language]}>
        <TextInput
          className="search"
          aria-label={words.rules.search}
          placeholder={words.rules.searchHint}
          leftSection={<Icon name="search" />}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Segments
          label={words.rules.medium}
          value={medium}
          options={MEDIA.map((each) => [
            each,
            each === 'all' ? words.rules.all : (words.media[each] ?? each),
          ])}
          onChoose={setMedium}
        />
      </PageHead>
      {mayReadProposals(me) && <PlanProposals me={me} />}
      <Asked query={rules} place="rules" rows={8} height={104}>
        {({ items }) => {
          const shown = items.filter(fits);
          if (shown.length === 0)
            return (
              <div className="empty">
                <p>{words.rules.none}</p>
                <button
                  type="button"
                  className="btn quiet"
                  onClick={() => {
                    setMedium('all');
                    setText('');
                  }}
                >
                  {words.rules.clear}
                </button>
              </div>
            );
          return CATEGORIES.map((category) => (
            <Category
              key={category}
              category={category}
              rules={shown.filter((rule) => rule.category === category)}
            />
          ));
        }}
      </Asked>
      <RuleDrawer code={code} onClose={() => go('/rules')} />
    </>
  );
};
export default RulesPage;

const Category = ({ category, rules }: Readonly<{ category: string; rules: readonly RuleSummary[] }>) => {
  const { words } = useLanguage();
  if (rules.length === 0) return null;
  const { title = category, lead = '', when = '' } = words.rules.categories[category] ?? {};
  return (
    <section className="rule-group">
      <div className="rule-group-head">
        <h2>{title}</h2>
        <p className="sub">{lead}</p>
        <p className="cap">
          {when}
          <i className="sep" />
          {words.rules.count(rules.length)}
        </p>
      </div>
      <div className="rule-cards">
        {rules.map((rule) => (
          <RuleCard key={rule.code} rule={rule} />
        ))}
      </div>
    </section>
  );
};

const RuleCard = ({ rule }: Readonly<{ rule: RuleSummary }>) => {
  const { language, words } = useLanguage();
  const media = rule.media
    .map((medium) => words.media[medium] ?? medium)
    .join(language === 'zh' ? '、' : ', ');
  const payers = rule.payers.map((payer) => words.payers[payer] ?? payer);
  return (
    <Link className="rule-card" href={`/rules/${rule.code}`}>
      <RuleGlyph {...rule} />
      <span className="rule-text">
        <span className="rule-name">
          <b>{rule.name[language]}</b>
          {rule.subject === 'team' && <span className="chip">{words.subjects.team}</span>}
        </span>
        <span className="rule-says">
          <MarkedNumbers text={rule.description?.[language] ?? words.rules.noDescription} />
        </span>
        <span className="cap rule-foot">
          {words.windows[rule.window] ?? rule.window}
          <i className="sep" />
          {media}
          {payers.map((payer) => (
            <span key={payer}>
              <i className="sep" />
              {payer}
            </span>
          ))}
        </span>
      </span>
    </Link>
  );
};
