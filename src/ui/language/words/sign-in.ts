import { byName, inBothLanguages } from '../in-both-languages.ts';

/** The sign-in page. */
export const signIn = inBothLanguages(
  {
    title: '登录',
    lead: '每一次拜访、每一笔订单，得了什么、为什么，当天就看得见。',
    demo: '这是演示：云岭饮品经销商，人物和数字都是编的。选一个角色进去看看。',
    loading: (done: number, total: number) => `演示数据正在载入，已到第 ${done} 天，共 ${total} 天。`,
    as: (role: string) => `以${role}的身份进入`,
    about: byName({
      rep: '今天得了多少，为什么',
      manager: '自己团队的奖励和排名',
      hr: '规则、排行榜和结算',
      payroll: '结算一个周期，导出奖金单',
      auditor: '每一笔都能查到依据',
      admin: '全部都能看、能做',
    }),
    token: '访问令牌',
    tokenHelp: '由管理员发给您，登录链接里 # 后面的那一段。',
    enter: '进入',
    wrong: '这个令牌不对，或者已经停用。请向管理员要一个新的。',
    again: '登录已失效，请重新登录。',
    withToken: '用令牌登录',
  },
  {
    title: 'Sign in',
    lead: 'Every visit, every order: what it earned, and why, on the same day.',
    demo: 'This is a demo: the beverage distributor Yunling, its people and figures are made up. Choose whom to be.',
    loading: (done, total) => `The demo data are being loaded: day ${done} of ${total}.`,
    as: (role) => `Enter as ${role}`,
    about: {
      rep: 'What did I earn today, and why',
      manager: 'Awards and places of your team',
      hr: 'Rules, leaderboards, settlements',
      payroll: 'Settle a period, export statements',
      auditor: 'Every amount down to its evidence',
      admin: 'Sees and does everything',
    },
    token: 'Access token',
    tokenHelp: 'Your administrator gives it to you: the part of a sign-in link behind the #.',
    enter: 'Enter',
    wrong: 'This token is not right, or no longer valid. Ask your administrator for a new one.',
    again: 'Your session has ended. Please sign in again.',
    withToken: 'Sign in with a token',
  },
);
