/**
 * Who may do what, written by hand from page 1 of the design (who uses Laurel, and what they come to do) and from its
 * rules of fairness and law: least access. It is not made from the code, and the code is not made from it; where the two
 * differ, one of them is wrong.
 *
 * all   everybody's of the own tenant          yes  there is nothing in it that is somebody's
 * team  the own teams' and the own             own  the own and nobody else's
 * -     refused
 *
 * Rep: what did I earn and why; own figures, the public boards and the rules, nothing of others.
 * Manager: the own teams, by date; their figures and master data; pays nobody, configures nothing.
 * What one proposes another decides: plans by HR, calculations by payroll, targets of a begun period by HR, for which managers ask.
 * HR: rules, people, master data, data of the field; sees what everybody earned; does not settle, seals nothing.
 * Payroll: settles, verifies, exports; reads what it pays for; enters no activity and changes no master data.
 * Auditor: reads all, keys and people included, and changes nothing; personal data of one person are not for reading along.
 * Admin: runs the system: all of it, within the tenant.
 * Integrator: a program: brings activities and master data, reads what it needs for that; settles and explains nothing.
 */
export const MATRIX = `
                                             | rep  | manager | hr  | payroll | auditor | admin | integrator
GET    /me                                   | yes  | yes     | yes | yes     | yes     | yes   | yes

POST   /activities                           | -    | -       | yes | -       | -       | yes   | yes
GET    /activities                           | own  | team    | all | all     | all     | all   | all
GET    /activities/{id}                      | own  | team    | all | all     | all     | all   | all
POST   /activities/{id}/void                 | -    | -       | all | -       | -       | all   | all
POST   /activities/{id}/amend                | -    | -       | all | -       | -       | all   | all

GET    /awards                               | own  | team    | all | all     | all     | all   | all
GET    /awards/{id}                          | own  | team    | all | all     | all     | all   | -
GET    /rules/{code}/explain                 | own  | team    | all | all     | all     | all   | -
GET    /statements                           | own  | team    | all | all     | all     | all   | all
GET    /reps/{code}/awards                   | own  | team    | all | all     | all     | all   | all
GET    /reps/{code}/today                    | own  | team    | all | all     | all     | all   | all
GET    /reps/{code}/badges                   | own  | team    | all | all     | all     | all   | all
GET    /reps/{code}/ledger                   | own  | team    | all | all     | all     | all   | all
GET    /reps/{code}/statement                | own  | team    | all | all     | all     | all   | all

GET    /leaderboards                         | yes  | yes     | yes | yes     | yes     | yes   | yes
GET    /leaderboards/{metric}                | yes  | yes     | yes | yes     | yes     | yes   | yes
GET    /plans/current                        | yes  | yes     | yes | yes     | yes     | yes   | yes
GET    /rules                                | yes  | yes     | yes | yes     | yes     | yes   | yes
GET    /rules/{code}                         | yes  | yes     | yes | yes     | yes     | yes   | yes
GET    /metrics                              | yes  | yes     | yes | yes     | yes     | yes   | yes
GET    /plans                                | -    | -       | yes | yes     | yes     | yes   | yes

GET    /reps                                 | -    | team    | all | all     | all     | all   | all
GET    /reps/{code}                          | -    | team    | all | all     | all     | all   | all
GET    /reps/{code}/memberships              | -    | team    | all | all     | all     | all   | all
GET    /outlets                              | -    | team    | all | all     | all     | all   | all
GET    /outlets/{code}                       | -    | team    | all | all     | all     | all   | all
GET    /targets                              | -    | team    | all | all     | all     | all   | all
GET    /teams                                | -    | yes     | yes | yes     | yes     | yes   | yes
GET    /teams/{code}                         | -    | yes     | yes | yes     | yes     | yes   | yes
GET    /products                             | -    | yes     | yes | yes     | yes     | yes   | yes
GET    /products/{code}                      | -    | yes     | yes | yes     | yes     | yes   | yes

PUT    /reps/{code}                          | -    | -       | yes | -       | -       | yes   | yes
PUT    /reps/{code}/memberships              | -    | -       | yes | -       | -       | yes   | yes
PUT    /teams/{code}                         | -    | -       | yes | -       | -       | yes   | yes
PUT    /outlets/{code}                       | -    | -       | yes | -       | -       | yes   | yes
PUT    /products/{code}                      | -    | -       | yes | -       | -       | yes   | yes
PUT    /targets                              | -    | -       | yes | -       | -       | yes   | yes
DELETE /targets                              | -    | -       | yes | -       | -       | yes   | yes
POST   /reps/import                          | -    | -       | yes | -       | -       | yes   | yes
POST   /teams/import                         | -    | -       | yes | -       | -       | yes   | yes
POST   /memberships/import                   | -    | -       | yes | -       | -       | yes   | yes
POST   /outlets/import                       | -    | -       | yes | -       | -       | yes   | yes
POST   /products/import                      | -    | -       | yes | -       | -       | yes   | yes
POST   /targets/import                       | -    | -       | yes | -       | -       | yes   | yes

GET    /reps/{code}/personal-data            | own  | -       | all | -       | -       | all   | -
POST   /reps/{code}/erasure                  | -    | -       | all | -       | -       | all   | -

POST   /settlements                          | -    | -       | -   | yes     | -       | yes   | -
GET    /settlements                          | -    | -       | yes | yes     | yes     | yes   | -
GET    /settlements/{period}                 | -    | -       | yes | yes     | yes     | yes   | -
GET    /settlements/{period}/export          | -    | -       | yes | yes     | yes     | yes   | -
POST   /ledger/verify                        | -    | -       | -   | yes     | yes     | yes   | -
GET    /ledger/verify                        | -    | -       | -   | yes     | yes     | yes   | -
GET    /jobs                                 | -    | -       | yes | yes     | yes     | yes   | yes
GET    /jobs/{id}                            | -    | -       | yes | yes     | yes     | yes   | yes

GET    /people                               | -    | -       | yes | -       | yes     | yes   | -
GET    /people/{id}                          | -    | -       | yes | -       | yes     | yes   | -
POST   /people                               | -    | -       | yes | -       | -       | yes   | -
PATCH  /people/{id}                          | -    | -       | yes | -       | -       | yes   | -
DELETE /people/{id}                          | -    | -       | yes | -       | -       | yes   | -
POST   /people/{id}/invitation               | -    | -       | yes | -       | -       | yes   | -
POST   /people/{id}/sign-out                 | -    | -       | yes | -       | -       | yes   | -

GET    /keys                                 | -    | -       | -   | -       | yes     | yes   | -
GET    /keys/scopes                          | -    | -       | -   | -       | yes     | yes   | -
POST   /keys                                 | -    | -       | -   | -       | -       | yes   | -
POST   /keys/{id}/rotate                     | -    | -       | -   | -       | -       | yes   | -
DELETE /keys/{id}                            | -    | -       | -   | -       | -       | yes   | -

POST   /plans/proposals                      | -    | -       | yes | -       | -       | yes   | -
GET    /plans/proposals                      | -    | -       | yes | -       | yes     | yes   | -
GET    /plans/proposals/{id}                 | -    | -       | yes | -       | yes     | yes   | -
POST   /plans/proposals/{id}/approve         | -    | -       | yes | -       | -       | yes   | -
POST   /plans/proposals/{id}/refuse          | -    | -       | yes | -       | -       | yes   | -
POST   /plans/proposals/{id}/withdraw        | -    | -       | yes | -       | -       | yes   | -
POST   /settlements/{period}/approve         | -    | -       | -   | yes     | -       | yes   | -
POST   /targets/recalibrations               | -    | yes     | yes | -       | -       | yes   | -
GET    /targets/recalibrations               | -    | team    | all | all     | all     | all   | -
GET    /targets/recalibrations/{id}          | -    | team    | all | all     | all     | all   | -
POST   /targets/recalibrations/{id}/approve  | -    | -       | all | -       | -       | all   | -
POST   /targets/recalibrations/{id}/refuse   | -    | -       | all | -       | -       | all   | -
POST   /targets/recalibrations/{id}/withdraw | -    | team    | all | -       | -       | all   | -
`;

/** What is open to everybody, signed in or not: whether the service works, and how one comes in. */
export const OPEN: readonly string[] = ['GET /health', 'GET /sign-in'];
