import { chooseLanguage, useLanguage } from '../language/language.ts';

/** The other language, by its own name. */
export const LanguageSwitch = ({ className = 'btn text' }: Readonly<{ className?: string }>) => {
  const { language, words } = useLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      className={className}
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => chooseLanguage(other)}
    >
      {words.otherLanguage}
    </button>
  );
};
