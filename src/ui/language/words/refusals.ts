import { byName, inBothLanguages } from '../in-both-languages.ts';

/** Why somebody does not get in, by the reason that the service or a provider of accounts gives. */
export const refusals = inBothLanguages(
  {
    wrongPin: (left: number) => `PIN 码不对，还可以试 ${left} 次。`,
    tooOften: '试得太频繁了，请过一分钟再试。',
    notSignedIn: '没有登录成功，请再试一次；还是不行，请找管理员。',
    reasons: byName({
      DEVICE_UNUSABLE: '这台手机上的 PIN 码不能再用了，请向人事或主管要一个新的登录链接。',
      INVALID_EMAIL_OR_PASSWORD: '邮箱或密码不对。',
      INVALID_EMAIL: '邮箱写得不完整。',
      INVALID_PASSWORD: '现在的密码不对。',
      PASSWORD_TOO_SHORT: '密码至少要 10 个字符。',
      PASSWORD_TOO_LONG: '密码最多 128 个字符。',
      BLOCKED: '这个账号已停用，请找管理员。',
      LINK_UNUSABLE: '这个链接已经用过、过期或不完整，请要一个新的。',
      INVALID_TOKEN: '这个链接已经用过、过期或不完整，请要一个新的。',
      UNKNOWN: '演示里没有这个登录链接对应的人。',
      INVALID_PHONE_NUMBER: '手机号不完整。',
      INVALID_OTP: '验证码不对。',
      OTP_NOT_FOUND: '验证码不对，或者已经过期。',
      OTP_EXPIRED: '验证码已过期，请重新发送。',
      TOO_MANY_ATTEMPTS: '试了太多次，请重新发送验证码。',
      FAILED_TO_UNLINK_LAST_ACCOUNT: '这是您唯一的登录方式，不能解除。',
      access_denied: '您在对方页面上没有同意登录。',
      signup_disabled: '这个账号在这里还没有人。请先用邀请链接进来，再到“我的账号”里绑定它。',
      account_not_linked: '这个账号还没有绑定到这里的任何人。请先用别的方式登录，再到“我的账号”里绑定它。',
      unable_to_link_account: '没有绑定成功，请再试一次。',
      account_already_linked_to_different_user: '这个账号已绑定到另一个人。',
    }),
  },
  {
    wrongPin: (left) =>
      left === 1 ? 'This PIN is wrong; 1 try is left.' : `This PIN is wrong; ${left} tries are left.`,
    tooOften: 'Too many tries. Please wait a minute.',
    notSignedIn: 'That did not sign you in. Try again; if it stays so, ask your administrator.',
    reasons: {
      DEVICE_UNUSABLE: 'No PIN works on this phone any more. Ask HR or your manager for a new link.',
      INVALID_EMAIL_OR_PASSWORD: 'The e-mail or the password is wrong.',
      INVALID_EMAIL: 'This e-mail address is not complete.',
      INVALID_PASSWORD: 'The present password is wrong.',
      PASSWORD_TOO_SHORT: 'A password has at least 10 characters.',
      PASSWORD_TOO_LONG: 'A password has at most 128 characters.',
      BLOCKED: 'This account is blocked. Ask your administrator.',
      LINK_UNUSABLE: 'This link was used, has ended, or is not complete. Ask for a new one.',
      INVALID_TOKEN: 'This link was used, has ended, or is not complete. Ask for a new one.',
      UNKNOWN: 'Nobody of the demo has this link.',
      INVALID_PHONE_NUMBER: 'This phone number is not complete.',
      INVALID_OTP: 'This code is wrong.',
      OTP_NOT_FOUND: 'This code is wrong, or too old.',
      OTP_EXPIRED: 'This code is too old. Send a new one.',
      TOO_MANY_ATTEMPTS: 'Too many tries. Send a new code.',
      FAILED_TO_UNLINK_LAST_ACCOUNT: 'This is the only way you sign in, so it stays.',
      access_denied: 'You did not agree on the other page.',
      signup_disabled:
        'Nobody here has this account yet. Come in by your invitation, then link it under “My account”.',
      account_not_linked:
        'Nobody here has linked this account. Sign in another way, then link it under “My account”.',
      unable_to_link_account: 'It was not linked. Please try again.',
      account_already_linked_to_different_user: 'Another person has linked this account.',
    },
  },
);
