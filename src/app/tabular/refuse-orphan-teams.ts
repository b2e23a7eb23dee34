import { shown } from '../../domain/activities/shown.ts';
import type { TeamRecord } from './imported-data.ts';
import { knownCodes } from './known-codes.ts';
import { type Placed, refusePlaced } from './tally.ts';

/**
 * The teams whose chain of parents ends. A team with an unknown parent is refused, and so is one that is its own
 * superior, and then the teams below them: credit could not be rolled up to either. `parentsElsewhere` are the parents
 * of teams that the rows do not name, by code.
 */
export function refuseOrphanTeams(
  placed: readonly Placed<TeamRecord>[],
  refused: Set<string>,
  isKnownElsewhere: (code: string) => boolean,
  parentsElsewhere: ReadonlyMap<string, string> = new Map(),
): readonly Placed<TeamRecord>[] {
  let teams = placed;
  for (;;) {
    const known = knownCodes(
      'team',
      teams.map(({ value }) => value.code),
      refused,
      isKnownElsewhere,
    );
    const circular = circularTeams(teams, parentsElsewhere);
    const kept: Placed<TeamRecord>[] = [];
    for (const team of teams) {
      const { code, parent } = team.value;
      if (parent === undefined || (known.has(parent) && !circular.has(code))) {
        kept.push(team);
      } else if (known.has(parent)) {
        const message = `The team ${shown(code)} is its own superior by way of ${shown(parent)}; correct the parent.`;
        refusePlaced(team, 'parent', 'bad-value', message);
      } else {
        refusePlaced(team, 'parent', 'unknown-team', known.explain(parent));
      }
    }
    if (kept.length === teams.length) return kept;
    const left = new Set(kept.map(({ value }) => value.code));
    for (const { value } of teams) if (!left.has(value.code)) refused.add(value.code);
    teams = kept;
  }
}

/** The codes on a circle, in linear time: each team is walked through once. */
function circularTeams(
  teams: readonly Placed<TeamRecord>[],
  parentsElsewhere: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const parents = new Map(parentsElsewhere);
  const named = new Set<string>();
  for (const { value } of teams) {
    if (named.has(value.code)) continue;
    named.add(value.code);
    if (value.parent === undefined) parents.delete(value.code);
    else parents.set(value.code, value.parent);
  }
  const circular = new Set<string>();
  const walked = new Map<string, string>();
  for (const start of parents.keys()) {
    let code: string | undefined = start;
    while (code !== undefined && !walked.has(code)) {
      walked.set(code, start);
      code = parents.get(code);
    }
    if (code === undefined || walked.get(code) !== start) continue;
    for (let on: string | undefined = code; on !== undefined && !circular.has(on); on = parents.get(on)) {
      circular.add(on);
    }
  }
  return circular;
}
