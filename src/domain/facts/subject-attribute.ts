import { dayOf, daysBetween, type LocalDate, monthOf, yearOf } from '../calendar/local-date.ts';
import { isEmployed, type Population, type Subject } from '../population.ts';
import type { FactValue } from './fact-value.ts';

/** The value of `rep.<attribute>` or `team.<attribute>` on a day; unknown when the master data do not say. */
export const subjectAttribute = (
  subject: Subject,
  attribute: string,
  day: LocalDate,
  population: Population,
): FactValue => {
  if (attribute === 'code') return subject.code;
  if (attribute === 'name') return subject.name;
  if (subject.kind === 'team') {
    if (attribute === 'size') return population.membersOf(subject.id, day).length;
    return attribute === 'parent' && subject.parent !== undefined
      ? population.teams.get(subject.parent)?.code
      : undefined;
  }
  switch (attribute) {
    case 'team': {
      const team = population.teamOf(subject.id, day);
      return team === undefined ? undefined : population.teams.get(team)?.code;
    }
    case 'league':
      return subject.league;
    case 'hired_on':
      return subject.hiredOn;
    case 'left_on':
      return subject.leftOn;
    case 'employed':
      return isEmployed(subject, day);
    case 'tenure_days':
      return subject.hiredOn && daysBetween(subject.hiredOn, day);
    case 'tenure_months':
      return subject.hiredOn && wholeMonths(subject.hiredOn, day);
    default:
      return Object.hasOwn(subject.attributes, attribute) ? subject.attributes[attribute] : undefined;
  }
};

/** Completed months from one date to another, as an anniversary counts them. */
const wholeMonths = (from: LocalDate, to: LocalDate): number =>
  (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from) - (dayOf(to) < dayOf(from) ? 1 : 0);
