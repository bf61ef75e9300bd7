export type Language = 'id' | 'en';
const KEPT = 'sweet17.language';

class Choice {
  current = $state<Language>(localStorage.getItem(KEPT) === 'en' ? 'en' : 'id');

  set(language: Language): void {
    localStorage.setItem(KEPT, language);
    document.documentElement.lang = language;
    this.current = language;
  }
}

/** The language of the pages: Indonesian, unless English was asked for here. */
export const language = new Choice();
document.documentElement.lang = language.current;
