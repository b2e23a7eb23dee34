/**
 * What an export of a tenant leaves out, by table: what people and programs sign in with, also as hashes. A reset holds its
 * token in the name of what was sent.
 */
export const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'public.api_key': ['secret_hash'],
  'sign_in.account': ['access_token', 'refresh_token', 'id_token', 'password'],
  'sign_in.device': ['secret_hash', 'pin_hash'],
  'sign_in.invitation': ['secret_hash'],
  'sign_in.session': ['token'],
  'sign_in.verification': ['identifier', 'value'],
};
