import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { PageQuery } from '../../../schemas/page.ts';
import { type Invitation, PersonChange, PersonInput } from '../../../schemas/person.ts';
import { changePerson } from '../../app/people/change-person.ts';
import { invitePerson } from '../../app/people/invite-person.ts';
import { readPeople, readPerson } from '../../app/people/read-people.ts';
import { renewInvitation } from '../../app/people/renew-invitation.ts';
import { signOutPerson } from '../../app/people/sign-out-person.ts';
import { takeOutPerson } from '../../app/people/take-out-person.ts';
import { type ApiEnv, newApi } from '../api.ts';
import { admits, json, jsonBody, NOTHING, PROBLEMS } from '../operation.ts';
import type { Services } from '../services.ts';

const PersonId = z.strictObject({ id: z.string().regex(/^per_\w{1,40}$/, 'the id of a person') });
const tags = ['People'];

const people = createRoute({
  ...admits('read-people'),
  method: 'get',
  path: '/people',
  tags,
  summary: 'Who can sign in',
  description: 'People by name, with their roles and whether they have been in yet.',
  request: { query: PageQuery },
  responses: { 200: json('PersonPage', 'People by name.'), ...PROBLEMS },
});
const person = createRoute({
  ...admits('read-people'),
  method: 'get',
  path: '/people/{id}',
  tags,
  summary: 'Somebody who can sign in',
  description: 'The roles, the rep, and whether the person has been in yet.',
  request: { params: PersonId, query: NOTHING },
  responses: { 200: json('Person', 'The person.'), ...PROBLEMS },
});
const invite = createRoute({
  ...admits('manage-people'),
  method: 'post',
  path: '/people',
  tags,
  summary: 'Let somebody in',
  description:
    'The answer has the link by which the person comes in, once within a week; it is told this once. HR lets in reps and managers, an administrator everybody.',
  request: { query: NOTHING, body: jsonBody(PersonInput) },
  responses: { 201: json('Invitation', 'The person, with the link.'), ...PROBLEMS },
});
const change = createRoute({
  ...admits('manage-people'),
  method: 'patch',
  path: '/people/{id}',
  tags,
  summary: 'Change who somebody is or what that one may do',
  description: 'Whoever is blocked or given other roles is signed out everywhere, at once.',
  request: { params: PersonId, query: NOTHING, body: jsonBody(PersonChange) },
  responses: { 200: json('Person', 'The person as changed.'), ...PROBLEMS },
});
const renew = createRoute({
  ...admits('manage-people'),
  method: 'post',
  path: '/people/{id}/invitation',
  tags,
  summary: 'A new link for somebody who lost the password or the phone',
  description:
    'What the person signed in with goes on until the link is used; links before it are void. It is told this once.',
  request: { params: PersonId, query: NOTHING, body: jsonBody(NOTHING) },
  responses: { 201: json('Invitation', 'The person, with the link.'), ...PROBLEMS },
});
const signOut = createRoute({
  ...admits('manage-people'),
  method: 'post',
  path: '/people/{id}/sign-out',
  tags,
  summary: 'Sign somebody out everywhere',
  description:
    'Every session of the person ends at once, as when a phone was lost; the person can sign in again.',
  request: { params: PersonId, query: NOTHING, body: jsonBody(NOTHING) },
  responses: { 204: { description: 'The person has no session any more.' }, ...PROBLEMS },
});
const takeOut = createRoute({
  ...admits('manage-people'),
  method: 'delete',
  path: '/people/{id}',
  tags,
  summary: 'Let somebody in no more',
  description: 'What the person did and earned stays.',
  request: { params: PersonId, query: NOTHING },
  responses: { 204: { description: 'The person is out.' }, ...PROBLEMS },
});

/** Answers with the link, which is told this once: what is kept for the sender of the same request lacks it. */
const answerInvited = (c: Context<ApiEnv>, invitation: Invitation) => {
  const { path: _, ...told } = invitation;
  c.set('answerToKeep', JSON.stringify(told));
  return c.json(invitation, 201);
};

export const peopleRoutes = ({ now }: Services) =>
  newApi()
    .openapi(people, async (c) =>
      c.json(await readPeople(c.get('context'), { ...c.req.valid('query'), at: now() }), 200),
    )
    .openapi(person, async (c) =>
      c.json(await readPerson(c.get('context'), { ...c.req.valid('param'), at: now() }), 200),
    )
    .openapi(invite, async (c) =>
      answerInvited(c, await invitePerson(c.get('context'), { input: c.req.valid('json'), at: now() })),
    )
    .openapi(change, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(
        await changePerson(c.get('context'), { id, change: c.req.valid('json'), at: now() }),
        200,
      );
    })
    .openapi(renew, async (c) =>
      answerInvited(c, await renewInvitation(c.get('context'), { ...c.req.valid('param'), at: now() })),
    )
    .openapi(signOut, async (c) => {
      await signOutPerson(c.get('context'), c.req.valid('param'));
      return c.body(null, 204);
    })
    .openapi(takeOut, async (c) => {
      await takeOutPerson(c.get('context'), c.req.valid('param'));
      return c.body(null, 204);
    });
